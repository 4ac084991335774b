/**
 * Runners for the vectors of TL: numbers of declarations (<a
 * href="https://core.telegram.org/mtproto/TL">TL</a>), base types, vectors, service messages and
 * wrappers (<a href="https://core.telegram.org/mtproto/serialize">serialization</a>). A test goes
 * in; it returns, or says what differs. {@code VectorTypes} names them.
 */
@NullMarked
package io.mtlab.conformance.vectors.tl;

import org.jspecify.annotations.NullMarked;
