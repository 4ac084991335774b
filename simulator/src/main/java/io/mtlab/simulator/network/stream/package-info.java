/**
 * Faults of byte streams: what bytes meet that are late, slow, cut, stalled or ended. Each is a
 * {@link io.mtlab.simulator.network.Stage} in a file of its own and keeps the order of what passes.
 * Those that hold bytes hand them on when they are removed. Knows nothing of frames but that a
 * datagram stays whole.
 */
@NullMarked
package io.mtlab.simulator.network.stream;

import org.jspecify.annotations.NullMarked;
