/**
 * The parser of {@code .tl} files, for build time and run time. In: the text of a schema, as <a
 * href="https://core.telegram.org/mtproto/TL">TL</a> describes it. Out: its combinators as values.
 * Knows no other module; the code generator, the core and the conformance tests may call it.
 */
@NullMarked
package io.mtlab.schema;

import org.jspecify.annotations.NullMarked;
