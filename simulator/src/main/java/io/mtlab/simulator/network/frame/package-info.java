/**
 * Faults of whole frames and datagrams: lost, repeated, overtaken. Each is a {@link
 * io.mtlab.simulator.network.FrameStage} in a file of its own; its decisions are made by the number
 * of the frame in its direction, so that they are the same whenever the frame comes.
 */
@NullMarked
package io.mtlab.simulator.network.frame;

import org.jspecify.annotations.NullMarked;
