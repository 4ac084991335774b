package io.mtlab.schema;

/**
 * The condition of a field, {@code flags.3?}: it is there only if that bit is set.
 *
 * @param flags the name of an earlier field of type {@code #}
 * @param bit 0 to 31
 * @see <a href="https://core.telegram.org/mtproto/TL-optargs">TL-optargs</a>
 */
public record Condition(String flags, int bit) {}
