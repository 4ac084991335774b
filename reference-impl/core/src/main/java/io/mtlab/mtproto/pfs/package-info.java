/**
 * Perfect forward secrecy at a client: <a href="https://core.telegram.org/api/pfs">api/pfs</a>.
 *
 * <p>In: a permanent key, frames of the client's line, time. Out: frames, and {@link
 * io.mtlab.mtproto.pfs.TemporaryKeys.Out#bound} for each temporary key that may be used. {@link
 * io.mtlab.mtproto.pfs.TemporaryKeys} makes the next key beside the traffic under the one before,
 * and binds it in a session of its own ({@link io.mtlab.mtproto.pfs.SideSession}); {@link
 * io.mtlab.mtproto.pfs.PermanentKey} knows when a refusal may be believed. Temporary keys are never
 * written anywhere.
 *
 * <p>Knows {@code handshake} and {@code session}; {@code endpoint} calls it. The server's side is
 * the gate's, in {@code endpoint}.
 */
@NullMarked
package io.mtlab.mtproto.pfs;

import org.jspecify.annotations.NullMarked;
