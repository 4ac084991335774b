/**
 * Many machines in virtual time. A {@link io.mtlab.simulator.world.World} holds {@link
 * io.mtlab.simulator.world.Node}s, each with one {@code Machine}, and joins them by connections
 * that are {@code network.Passage}s. In: machines, the links between them, a seed. Out: everything
 * that happens, in the trace, the same bytes for the same seed.
 *
 * <p>One thread runs a world. An event is one input of one machine, or one moment of one
 * connection; what it causes at the same instant follows at once, in the order in which it was
 * caused, before the next event of the {@code Timeline}. After each, the invariants are asked.
 * Nothing in here knows MTProto.
 */
@NullMarked
package io.mtlab.simulator.world;

import org.jspecify.annotations.NullMarked;
