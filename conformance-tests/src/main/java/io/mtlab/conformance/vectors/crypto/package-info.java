/**
 * Runners for the vectors of the encryption itself: AES modes, key derivation, message keys and
 * whole messages of MTProto 2.0 and 1.0 (<a
 * href="https://core.telegram.org/mtproto/description">description</a>). A test goes in; it
 * returns, or says what differs. {@code VectorTypes} names them.
 */
@NullMarked
package io.mtlab.conformance.vectors.crypto;

import org.jspecify.annotations.NullMarked;
