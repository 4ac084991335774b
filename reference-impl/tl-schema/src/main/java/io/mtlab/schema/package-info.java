/**
 * The TL language: text of a {@code .tl} file in, a {@link io.mtlab.schema.Schema} out.
 *
 * <p>{@link io.mtlab.schema.SchemaParser} follows the grammar of <a
 * href="https://core.telegram.org/mtproto/TL-formal">TL-formal</a> and refuses what it does not
 * know, with line, column and what it expected there. The number of a combinator is the CRC-32 of
 * its {@linkplain io.mtlab.schema.Combinator#normalised() normal form} unless the text gives
 * another one. Nothing here knows Java types or wire bytes: the code generator reads these values
 * at build time, and whoever speaks another layer's schema reads them at run time.
 */
@NullMarked
package io.mtlab.schema;

import org.jspecify.annotations.NullMarked;
