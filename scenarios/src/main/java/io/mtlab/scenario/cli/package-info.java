/**
 * The command line: one class for each command of {@code mtlab}. In: arguments. Out: text or JSON
 * on standard output, progress on standard error, and an exit code. Top of the tree: nothing may
 * call it.
 */
@NullMarked
package io.mtlab.scenario.cli;

import org.jspecify.annotations.NullMarked;
