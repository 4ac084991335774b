/**
 * Annotations that every module's tests may use, and nothing else: {@link
 * io.mtlab.testing.Requirement} ties a test to a numbered rule, {@link io.mtlab.testing.Seeds} runs
 * it once for each of many seeds. Knows no other module.
 */
@NullMarked
package io.mtlab.testing;

import org.jspecify.annotations.NullMarked;
