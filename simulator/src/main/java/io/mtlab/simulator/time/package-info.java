/**
 * Virtual time. Happenings go in, each with the time at which it is to happen; they come out in
 * exactly that order, and those of one nanosecond in the order in which they went in. Nothing
 * waits: the clock jumps from one to the next, so a week of an idle session costs what its few
 * timers cost. The {@link io.mtlab.simulator.time.Timeline} stands on the timing wheel of {@code
 * io.mtlab.mtproto.machine}. Knows nothing of networks or machines; {@code world} drives it.
 */
@NullMarked
package io.mtlab.simulator.time;

import org.jspecify.annotations.NullMarked;
