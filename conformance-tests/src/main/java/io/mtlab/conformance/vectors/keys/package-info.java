/**
 * Runners for the vectors of what a key exchange computes: RSA and its paddings, pq, Diffie-Hellman
 * groups and values, temporary AES keys and hashes (<a
 * href="https://core.telegram.org/mtproto/auth_key">auth_key</a>). A test goes in; it returns, or
 * says what differs. {@code VectorTypes} names them.
 */
@NullMarked
package io.mtlab.conformance.vectors.keys;

import org.jspecify.annotations.NullMarked;
