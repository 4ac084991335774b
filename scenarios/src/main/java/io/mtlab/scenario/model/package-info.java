/**
 * Scenario files as values.
 *
 * <p>YAML comes in; a {@link io.mtlab.scenario.model.Scenario} with every parameter filled in goes
 * out, or all that is wrong with file and settings, each with line and column ({@link
 * io.mtlab.scenario.model.ScenarioException}). A file is read once to a tree that remembers places,
 * checked against {@code scenarios/schema/scenario.json} and then for what a schema cannot say:
 * units, presets, names of nodes. Start at {@link io.mtlab.scenario.model.ScenarioFile}; {@link
 * io.mtlab.scenario.model.Library} finds files by name. Knows the network's presets, runs nothing.
 */
@NullMarked
package io.mtlab.scenario.model;

import org.jspecify.annotations.NullMarked;
