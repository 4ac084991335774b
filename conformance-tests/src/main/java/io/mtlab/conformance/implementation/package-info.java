/**
 * Implementations that others wrote, as things under test: each is a folder of {@code
 * conformance-tests/implementations} with a manifest, a script that installs it from its registry,
 * a small program in its own language, and the failures that are known.
 *
 * <p>In: such a folder ({@link io.mtlab.conformance.implementation.Implementations}). Out: an
 * installed program ({@link io.mtlab.conformance.implementation.Installer}) and processes of it
 * ({@link io.mtlab.conformance.implementation.ShimProcess}) that get their case by the environment
 * and answer in lines of JSON. The contract stands in {@code conformance-tests/README.md}. Who is
 * tested against whom is not known here: {@code interop} decides it.
 */
@NullMarked
package io.mtlab.conformance.implementation;

import org.jspecify.annotations.NullMarked;
