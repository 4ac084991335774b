package io.mtlab.conformance.vectors.format;

import java.util.List;

/**
 * One file.
 *
 * @param name the file's name, such as {@code aes_ige.json}
 * @param algorithm what it is about
 * @param groups in the file's order
 */
public record VectorFile(String name, String algorithm, List<VectorGroup> groups) {}
