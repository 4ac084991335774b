package io.mtlab.testing;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with one parameter {@code long seed}, run once for each seed from 0 to {@code count - 1}.
 * A failure's message starts with {@code -Dseed=N}; with that option only this seed is run.
 */
@TestTemplate
@ExtendWith(SeedInvocations.class)
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface Seeds {
  /** How many seeds are tried. */
  int count() default 100;
}
