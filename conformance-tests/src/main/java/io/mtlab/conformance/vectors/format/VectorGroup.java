package io.mtlab.conformance.vectors.format;

import java.util.List;

/**
 * Tests of one type.
 *
 * @param index the group's place in its file, from 0
 * @param type the type's name, such as {@code IgeTest}
 * @param vectors in the file's order
 */
public record VectorGroup(int index, String type, List<Vector> vectors) {}
