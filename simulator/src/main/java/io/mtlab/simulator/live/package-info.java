/**
 * The machines of a scenario over real sockets. In: machines, where each name is reached, commands.
 * Out: the same trace as {@code world} writes, in real time. A {@link io.mtlab.simulator.live.Live}
 * hosts each machine on the driver of {@code io.mtlab.netty}, on several event loops, and gives
 * each node a loopback address of its own to dial from, by which a proxy knows the node again.
 */
@NullMarked
package io.mtlab.simulator.live;

import org.jspecify.annotations.NullMarked;
