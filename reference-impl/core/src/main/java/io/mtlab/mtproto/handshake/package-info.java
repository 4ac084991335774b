/**
 * Creates an authorization key: <a
 * href="https://core.telegram.org/mtproto/auth_key">mtproto/auth_key</a>.
 *
 * <p>In: frames whose auth_key_id is 0, and time. Out: frames, and in the end an {@link
 * io.mtlab.mtproto.handshake.Agreed} with the {@link io.mtlab.mtproto.crypto.AuthKey}, the first
 * salt and the difference of the clocks; or the {@link io.mtlab.mtproto.fault.Fault} that ended it.
 * {@link io.mtlab.mtproto.handshake.ClientHandshake} makes one exchange; {@link
 * io.mtlab.mtproto.handshake.ServerHandshake} serves all exchanges of one connection. What is known
 * at a point of the exchange is a record of {@link io.mtlab.mtproto.handshake.ClientState} or
 * {@link io.mtlab.mtproto.handshake.ServerState}; every check of the <a
 * href="https://core.telegram.org/mtproto/security_guidelines">security guidelines</a> stands where
 * the value is first seen.
 *
 * <p>Knows {@code tl} and {@code crypto}; no session, no transport. {@code endpoint} calls it.
 */
@NullMarked
package io.mtlab.mtproto.handshake;

import org.jspecify.annotations.NullMarked;
