/**
 * What happened in a run. {@link io.mtlab.simulator.trace.TraceEvent}s go in with their time; one
 * line of JSON for each comes out, in a file that is only ever appended to. Whoever wants to watch
 * a run is a {@link io.mtlab.simulator.trace.Trace} too. The {@link
 * io.mtlab.simulator.trace.Recorder} stands before them and adds up per second what is too much to
 * list.
 *
 * <p>Times are nanoseconds since the run's start. No line holds a path, a host, a wall time, a
 * secret or a text that somebody wrote, so that two runs with one seed leave the same bytes.
 */
@NullMarked
package io.mtlab.simulator.trace;

import org.jspecify.annotations.NullMarked;
