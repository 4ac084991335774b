/**
 * Bytes to frames and back, over <a
 * href="https://core.telegram.org/mtproto/mtproto-transports">streams</a>. In: pieces of a stream,
 * cut anywhere. Out: the payload of each frame, quick-ack tokens and transport error codes. {@link
 * io.mtlab.mtproto.transport.ClientTransport} and {@link
 * io.mtlab.mtproto.transport.ServerTransport} are the two ends of one connection, {@link
 * io.mtlab.mtproto.transport.Observer} stands in the middle. No I/O, no keys of messages; time is
 * an argument.
 *
 * <p>{@link io.mtlab.mtproto.transport.TransportSpec} says what a client speaks. A framing is one
 * {@link io.mtlab.mtproto.transport.Codec} in a file of its own and one row in {@link
 * io.mtlab.mtproto.transport.Framing}. May know {@code machine}, {@code fault} and {@code crypto};
 * {@code endpoint} and whatever drives probes and proxies may call it.
 */
@NullMarked
package io.mtlab.mtproto.transport;

import org.jspecify.annotations.NullMarked;
