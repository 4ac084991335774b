/**
 * Two-step verification: a password is proved, never sent (<a
 * href="https://core.telegram.org/api/srp">SRP</a>, version 6a with Telegram's hashes). Pure
 * functions for both sides: {@link io.mtlab.mtproto.crypto.srp.SrpClient} makes the proof, {@link
 * io.mtlab.mtproto.crypto.srp.SrpServer} checks it, {@link io.mtlab.mtproto.crypto.srp.NewPassword}
 * makes what a server keeps instead of the password. All numbers are 256 bytes big-endian.
 * Passwords, and what follows from them alone, are wiped after use as far as a JVM can: arrays are,
 * the big numbers inside the arithmetic cannot be.
 *
 * <p>Called by {@code accounts} and by whoever signs a client in.
 */
@NullMarked
package io.mtlab.mtproto.crypto.srp;

import org.jspecify.annotations.NullMarked;
