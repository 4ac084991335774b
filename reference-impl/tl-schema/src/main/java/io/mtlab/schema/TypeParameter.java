package io.mtlab.schema;

/**
 * An optional argument in braces, {@code {X:Type}}: it stands for a type (or a number) and takes no
 * bytes.
 *
 * @param name the variable
 * @param kind {@code Type} or {@code #}
 */
public record TypeParameter(String name, TypeExpression kind) {}
