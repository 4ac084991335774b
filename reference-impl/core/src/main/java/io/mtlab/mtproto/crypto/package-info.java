/**
 * The arithmetic of MTProto: <a href="https://core.telegram.org/mtproto/description">encryption of
 * messages</a>, <a href="https://core.telegram.org/mtproto/auth_key">creation of keys</a> and the
 * checks of the <a href="https://core.telegram.org/mtproto/security_guidelines">security
 * guidelines</a>. Keys and bytes go in, keys and bytes come out, or a {@link
 * io.mtlab.mtproto.fault.ProtocolException} names the rule that the peer broke. Whatever is drawn
 * by chance comes from the {@link io.mtlab.mtproto.crypto.Entropy} that the caller gives.
 *
 * <p>Who starts reading, reads {@link io.mtlab.mtproto.crypto.MessageCipher} and its {@link
 * io.mtlab.mtproto.crypto.Mtproto2Cipher} for messages, {@link io.mtlab.mtproto.crypto.RsaPad},
 * {@link io.mtlab.mtproto.crypto.DhGroups} and {@link io.mtlab.mtproto.crypto.TmpAes} for the
 * creation of a key.
 *
 * <p>Objects that own a {@link javax.crypto.Cipher} or a {@link java.security.MessageDigest}
 * ({@link io.mtlab.mtproto.crypto.Sha}, {@link io.mtlab.mtproto.crypto.AesIge}, {@link
 * io.mtlab.mtproto.crypto.Kdf2} and the ciphers) belong to one shard, which makes them once:
 * looking an algorithm up costs more than sealing a short message. One thread at a time uses them.
 *
 * <p>Secrets live in byte arrays inside these types and never appear in {@code toString}.
 * Arithmetic on big numbers is {@link java.math.BigInteger}'s, whose time depends on its operands;
 * comparisons of secrets take a constant time. Everything here may be called by {@code transport},
 * {@code handshake}, {@code session} and the chapters that encrypt for themselves.
 */
@NullMarked
package io.mtlab.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
