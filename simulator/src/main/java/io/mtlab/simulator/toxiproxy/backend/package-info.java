/**
 * The Toxiproxy that makes a run's streams late and slow: the embedded one, or a real one at a URL,
 * as a process or in a container, all behind {@link io.mtlab.simulator.toxiproxy.backend.Backend}.
 * {@link io.mtlab.simulator.toxiproxy.backend.Capability} is the table of what each can do.
 *
 * <p>Whoever opens a back end closes it; what was started for it (a process, a container) ends
 * then, and with this process at the latest.
 */
@NullMarked
package io.mtlab.simulator.toxiproxy.backend;

import org.jspecify.annotations.NullMarked;
