package io.mtlab.testing;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A test that holds one or several numbered requirements, such as {@code S-022}. The method's name
 * starts with the first of them: {@code s022_says_what}.
 *
 * <p>It is a {@link Test} by itself. Beside {@link Seeds} or another test template, which are tests
 * in their own way, use {@link Covers} instead, or JUnit would run the method twice.
 */
@Test
@Documented
@Retention(RUNTIME)
@Target({METHOD, ANNOTATION_TYPE})
public @interface Requirement {
  /** Ids of the ledger, such as {@code S-022}. */
  String[] value();
}
