/**
 * The reference server as a program.
 *
 * <p>In: where to listen, a key, how people get in. Out: a server on sockets, and lines about its
 * state ({@link io.mtlab.scenario.serve.Serving}). {@link io.mtlab.scenario.serve.ReferenceServer}
 * puts gate, domain and store together, here and for virtual time ({@link
 * io.mtlab.scenario.serve.WorldServer}); either may end and begin again. The command line calls
 * this package, and so does {@code engine}, whose runs over sockets start it as a process of its
 * own.
 */
@NullMarked
package io.mtlab.scenario.serve;

import org.jspecify.annotations.NullMarked;
