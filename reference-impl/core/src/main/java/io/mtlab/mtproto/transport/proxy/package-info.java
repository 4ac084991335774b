/**
 * The way through a proxy that somebody else runs: <a
 * href="https://www.rfc-editor.org/rfc/rfc1928">SOCKS5</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">HTTP CONNECT</a>, at the client's
 * side. In: what the proxy sends. Out: what it is told, and the stream behind it. {@link
 * io.mtlab.mtproto.transport.proxy.ProxyServer} says which proxy, {@link
 * io.mtlab.mtproto.transport.proxy.Tunnelled} puts any transport of streams behind it, and {@link
 * io.mtlab.mtproto.transport.proxy.ProxyLink} reads and writes the links by which proxies are
 * handed on.
 *
 * <p>An MTProxy is no proxy in this sense: it is a server, reached with a secret ({@code
 * transport.mask}). Whoever passes a proxy on the way is not trusted with anything, and a proxy
 * that fails is a network that fails: it is dialled again, after pauses. May know {@code transport}
 * and its {@code web}; {@code endpoint} calls it.
 */
@NullMarked
package io.mtlab.mtproto.transport.proxy;

import org.jspecify.annotations.NullMarked;
