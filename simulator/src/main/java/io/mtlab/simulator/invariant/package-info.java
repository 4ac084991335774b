/**
 * What must hold at every moment of a run. An {@link io.mtlab.simulator.invariant.Invariant} hears
 * what the machines report and says what is broken as soon as it is; {@code world} asks after every
 * event and ends the run with the first violation. Over real sockets the same objects hear the same
 * events. Invariants see events only: no machine is opened for them.
 */
@NullMarked
package io.mtlab.simulator.invariant;

import org.jspecify.annotations.NullMarked;
