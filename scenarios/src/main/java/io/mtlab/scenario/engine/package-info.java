/**
 * Plays scenarios.
 *
 * <p>In: an {@link io.mtlab.scenario.engine.Order}, a scenario with all its parameters, a seed and
 * where to play. Out: a folder with the trace and the reports, and a {@link
 * io.mtlab.scenario.report.RunReport}. The {@link io.mtlab.scenario.engine.Conductor} knows the
 * phases and says who does what when; it has no clock and no thread. A {@link
 * io.mtlab.scenario.engine.Ground} carries it out: in virtual time on {@code simulator.world}, or
 * in real time with a server process, proxies and sockets. What the machine cannot hold is refused
 * before anything starts. The command line calls {@link io.mtlab.scenario.engine.Engine}.
 */
@NullMarked
package io.mtlab.scenario.engine;

import org.jspecify.annotations.NullMarked;
