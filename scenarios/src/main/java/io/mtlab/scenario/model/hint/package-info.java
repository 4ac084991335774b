/**
 * What to say to somebody who has mistyped a word: {@link io.mtlab.scenario.model.hint.Nearest}
 * finds the right one that is nearest. Used for scenario files and for the command line; knows
 * nobody.
 */
@NullMarked
package io.mtlab.scenario.model.hint;

import org.jspecify.annotations.NullMarked;
