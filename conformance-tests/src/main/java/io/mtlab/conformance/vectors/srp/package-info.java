/**
 * Vectors of two-step verification: the arithmetic of both sides, what a client must refuse, and
 * what a server answers.
 */
@NullMarked
package io.mtlab.conformance.vectors.srp;

import org.jspecify.annotations.NullMarked;
