package io.mtlab.testing;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Says of a test template ({@link Seeds}, a parameterized test) which numbered requirements it
 * holds. An ordinary test says it with {@link Requirement}.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Covers {
  /** Ids of the ledger, such as {@code S-022}. */
  String[] value();
}
