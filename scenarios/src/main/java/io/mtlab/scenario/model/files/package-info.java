/**
 * The files that a scenario names: recorded networks, tables of delays. In: names, as they are
 * written or typed. Out: where each lies ({@link io.mtlab.scenario.model.files.NamedFiles}), and
 * copies of all in the folder of a run, so that it can be repeated by itself. Reads none of them.
 */
@NullMarked
package io.mtlab.scenario.model.files;

import org.jspecify.annotations.NullMarked;
