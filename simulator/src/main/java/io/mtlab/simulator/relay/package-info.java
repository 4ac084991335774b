/**
 * A network for datagrams over real sockets, as {@code toxiproxy} is one for streams. In: datagrams
 * of clients and of a server. Out: the same, lost, repeated, overtaken or late, by the very stages
 * and decisions of a virtual {@code world}.
 *
 * <p>A {@link io.mtlab.simulator.relay.DatagramRelay} has a port for each link. Behind a port works
 * a {@link io.mtlab.simulator.relay.Relay}, a machine like any other, without sockets or a clock:
 * each client's address has a {@link io.mtlab.simulator.relay.Crossing} with a socket of its own to
 * the server, as behind a NAT, which forgets it when nothing has passed for two minutes. Nothing in
 * here knows MTProto.
 */
@NullMarked
package io.mtlab.simulator.relay;

import org.jspecify.annotations.NullMarked;
