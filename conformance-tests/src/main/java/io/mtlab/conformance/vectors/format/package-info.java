/**
 * Files of known answers: how they are read, and what a runner of one kind of test has to do. A
 * folder of JSON files goes in; {@link io.mtlab.conformance.vectors.format.VectorFile}s come out,
 * each valid against {@code conformance-tests/vectors/schema.json}, or a {@link
 * io.mtlab.conformance.vectors.format.VectorFileException} that names the line and column. The
 * runners stand in the packages beside this one and know this one only.
 */
@NullMarked
package io.mtlab.conformance.vectors.format;

import org.jspecify.annotations.NullMarked;
