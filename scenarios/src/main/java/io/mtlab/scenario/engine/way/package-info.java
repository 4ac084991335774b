/**
 * The ways of a scenario's clients to its server. In: a {@link io.mtlab.scenario.model.Scenario}.
 * Out: for each kind of client and each of its transports a {@link
 * io.mtlab.scenario.engine.way.Way}, and what the simulator makes of its links ({@link
 * io.mtlab.scenario.engine.way.Networks}). The same on every ground; runs nothing.
 */
@NullMarked
package io.mtlab.scenario.engine.way;

import org.jspecify.annotations.NullMarked;
