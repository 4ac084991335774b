/**
 * Who does what, and when. An {@link io.mtlab.simulator.workload.Actor} is a client with something
 * to do: a {@link io.mtlab.simulator.workload.Member} joins a group and receives, a {@link
 * io.mtlab.simulator.workload.Poster} makes one and posts. In: {@link
 * io.mtlab.simulator.workload.Command}s of the scenario. Out: trace events. Actors are machines, so
 * the same ones run in virtual time ({@code world}) and over real sockets ({@code live}).
 *
 * <p>The load is open: when a post is to be sent is fixed beforehand ({@link
 * io.mtlab.simulator.workload.Posts}), whatever the server does, and latencies count from that
 * intended time.
 */
@NullMarked
package io.mtlab.simulator.workload;

import org.jspecify.annotations.NullMarked;
