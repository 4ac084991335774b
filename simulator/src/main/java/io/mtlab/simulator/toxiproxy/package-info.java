/**
 * A Toxiproxy server in Java: a proxy of byte streams that is told over HTTP how bad the network
 * is. {@code /proxies}, their {@code /toxics}, {@code /reset} and {@code /populate} answer as
 * Toxiproxy 2.12 does, to the byte, so that its clients drive it. Frame faults, which a proxy of
 * streams cannot have, are a resource of their own: {@code /proxies/{proxy}/faults}, for proxies
 * with {@code "framing": "mtproto"}.
 *
 * <p>In: HTTP requests and TCP connections. Out: the same connections to an upstream, through the
 * stages of {@link io.mtlab.simulator.network}; this package turns requests into stages and moves
 * bytes, and knows no fault itself. {@link io.mtlab.simulator.toxiproxy.ToxiproxyServer} is the
 * entry. It has its own event loops, so that what the network costs can be told apart. It reads the
 * clock and runs threads: nothing in virtual time may call it.
 *
 * @see <a href="https://github.com/Shopify/toxiproxy/blob/v2.12.0/README.md">Toxiproxy</a>
 */
@NullMarked
package io.mtlab.simulator.toxiproxy;

import org.jspecify.annotations.NullMarked;
