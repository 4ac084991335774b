/**
 * What to say to somebody who has mistyped a word: {@link io.mtlab.simulator.hint.Nearest} finds
 * the right one that is nearest. For faults, scenario files and the command line; knows nobody.
 */
@NullMarked
package io.mtlab.simulator.hint;

import org.jspecify.annotations.NullMarked;
