/**
 * The network between a client and a server, without I/O. In: units of a connection, in both
 * directions, with the time of their arrival. Out: the same units, late, cut, throttled, lost,
 * repeated or overtaken, with the time of their departure. One {@link
 * io.mtlab.simulator.network.Passage} is one connection; each fault is a {@link
 * io.mtlab.simulator.network.Stage} in a file of its own. The virtual links of {@code world} and
 * the sockets of {@code toxiproxy} drive the same objects.
 *
 * <p>On a byte stream bytes can be late, cut, stalled, slow or reset, but never lost or reordered:
 * that would be corruption. Whole frames can be, so frame stages stand before stream stages, and
 * between them the frames are encoded anew. All times are nanoseconds in a {@code long}; nothing
 * here reads a clock. Each random decision is a pure function of the seed and of what it is about
 * ({@link io.mtlab.simulator.network.Dice}) and is told to the {@link
 * io.mtlab.simulator.network.DecisionLog}.
 */
@NullMarked
package io.mtlab.simulator.network;

import org.jspecify.annotations.NullMarked;
