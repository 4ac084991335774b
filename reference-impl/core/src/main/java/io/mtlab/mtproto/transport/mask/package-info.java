/**
 * What makes a stream of MTProto look like noise: <a
 * href="https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation">obfuscation</a>
 * and the secrets of MTProxy. It is encryption without authentication: nothing relies on it for
 * secrecy, and flipped bits reach the messages, which are refused there.
 *
 * <p>In: the 64 bytes of a header, a secret or none. Out: a key stream for each direction, and what
 * the header says. Knows {@code bytes}, {@code crypto} and {@code fault}; {@code transport} calls
 * it.
 */
@NullMarked
package io.mtlab.mtproto.transport.mask;

import org.jspecify.annotations.NullMarked;
