/**
 * Known-answer vectors, and the cases that an implementation under test has to pass. One subject
 * for each package below.
 */
@NullMarked
package io.mtlab.conformance;

import org.jspecify.annotations.NullMarked;
