/**
 * The driver: runs the core's machines over real sockets. In: what arrives on Netty's channels, the
 * clock and the system's entropy. Out: the machine's calls, carried out on its event loop. Knows
 * the core's {@code machine} and {@code bytes}; has no rule of the protocol in it.
 */
@NullMarked
package io.mtlab.netty;

import org.jspecify.annotations.NullMarked;
