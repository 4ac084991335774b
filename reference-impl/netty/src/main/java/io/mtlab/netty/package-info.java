/**
 * The driver: runs the core's machines over real sockets. In: what arrives on Netty's channels, the
 * clock and the system's entropy. Out: the machine's calls, carried out on its event loop. Knows
 * the core's {@code machine} and {@code bytes}, and the interface of its entropy; has no rule of
 * the protocol in it.
 *
 * <p>Begin with {@link io.mtlab.netty.Driver}: {@code host} a machine, then {@code listen} for it
 * or let it dial. A machine and all its connections live on one event loop, so that nothing is
 * locked. Whatever arrives in one turn of the loop is given to the machines first; then each
 * connection that was written to is flushed once, and alarms are set. Bytes are copied once each
 * way, between Netty's buffers and {@code Bytes}.
 */
@NullMarked
package io.mtlab.netty;

import org.jspecify.annotations.NullMarked;
