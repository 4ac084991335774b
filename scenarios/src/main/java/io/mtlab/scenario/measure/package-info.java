/**
 * What a run was like, in numbers.
 *
 * <p>The events of a trace come in, one by one or out of a file; {@link
 * io.mtlab.scenario.measure.Measurements} go out. A pure function: no clock, no file but the trace,
 * and memory that does not grow with its length (one bit for each member and post, histograms, one
 * number for each second). Percentiles are read from histograms, never averaged; latency counts
 * from the time at which a post was due. Start at {@link io.mtlab.scenario.measure.Measure}; the
 * engine and the tests call it, {@code report} shows what comes out.
 */
@NullMarked
package io.mtlab.scenario.measure;

import org.jspecify.annotations.NullMarked;
