/**
 * The contract between a protocol end and whoever drives it. A {@link
 * io.mtlab.mtproto.machine.Machine} takes connections, bytes, answers and time; what it wants done
 * goes out through {@link io.mtlab.mtproto.machine.Out}. The drivers are the sockets of {@code
 * io.mtlab.netty} and the virtual time of {@code io.mtlab.simulator.world}; neither knows the
 * protocol, and the protocol knows neither.
 *
 * <p>A server is a gate, a domain and a store, joined by messages only: the gate is a Machine, the
 * other two are {@link io.mtlab.mtproto.machine.Part}s.
 */
@NullMarked
package io.mtlab.mtproto.machine;

import org.jspecify.annotations.NullMarked;
