/**
 * Runners for the vectors of transports: single envelopes, and whole streams as a server and as a
 * client read them (<a
 * href="https://core.telegram.org/mtproto/mtproto-transports">mtproto-transports</a>). A test goes
 * in; it returns, or says what differs. {@code VectorTypes} names them.
 */
@NullMarked
package io.mtlab.conformance.vectors.transport;

import org.jspecify.annotations.NullMarked;
