/**
 * Runs known-answer vectors. {@link io.mtlab.conformance.vectors.VectorRun} takes a folder of
 * files, runs each test and gives a {@link io.mtlab.conformance.vectors.VectorReport}: passed,
 * failed with expected and actual, or skipped with a reason. The command line and the tests of this
 * module call it.
 *
 * <p>To add a type of test: write a small class that implements {@link
 * io.mtlab.conformance.vectors.format.VectorTest} in the package of its topic ({@code crypto},
 * {@code keys}, or a new one beside them), and name it in {@link
 * io.mtlab.conformance.vectors.VectorTypes}, where its line under "to come" goes away. The class
 * does with each test what the type's name says, throws {@link
 * io.mtlab.conformance.vectors.format.Refused} or lets the {@code ProtocolException} of the core
 * pass where the input is refused, and calls {@code vector.expect(field, actual)} for each value
 * the test states. A type whose fields are new also needs its definition in {@code
 * vectors/schema.json}. The test {@code VectorsTest} then runs it in every build, and fails if a
 * named type ran no test at all.
 */
@NullMarked
package io.mtlab.conformance.vectors;

import org.jspecify.annotations.NullMarked;
