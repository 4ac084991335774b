/**
 * Runs that are repeated. In: the folder that a run left, with the scenario as it was written and
 * the trace, which holds seed, parameters and each decision about a frame. Out: the same run again,
 * with these decisions given instead of drawn ({@link io.mtlab.scenario.replay.RecordedRun}); or,
 * of a run that failed, the few decisions that make it fail ({@link
 * io.mtlab.scenario.replay.Shrinking}), written as a scenario of its own ({@link
 * io.mtlab.scenario.replay.ShrunkScenario}).
 */
@NullMarked
package io.mtlab.scenario.replay;

import org.jspecify.annotations.NullMarked;
