/**
 * HTTP/1.1 and WebSocket as MTProto uses them: <a
 * href="https://core.telegram.org/mtproto/transports#http">HTTP</a>, where the body of a request or
 * answer is one message without an envelope, and <a
 * href="https://core.telegram.org/mtproto/transports#websocket">WebSocket</a>, whose binary
 * messages carry an obfuscated stream. In: pieces of a stream, cut anywhere. Out: bodies, pieces of
 * the stream inside, and what is to be sent at once (a handshake's answer, a pong).
 *
 * <p>{@link io.mtlab.mtproto.transport.web.ServerHttp} and {@link
 * io.mtlab.mtproto.transport.web.ClientHttp} are the two ends of a connection over HTTP; {@link
 * io.mtlab.mtproto.transport.web.WebSocket} is either end of a WebSocket, and {@link
 * io.mtlab.mtproto.transport.web.ClientWebSocket} the client's from its request on. They are
 * strict: what RFC 9112 and RFC 6455 let a receiver mend is refused here, and everything is
 * bounded. No I/O, no TLS, no time. Called by {@code transport}, which tells the transports apart.
 */
@NullMarked
package io.mtlab.mtproto.transport.web;

import org.jspecify.annotations.NullMarked;
