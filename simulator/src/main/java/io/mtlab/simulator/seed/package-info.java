/**
 * Chance from one number. A run has one seed; whoever needs chance asks {@link
 * io.mtlab.simulator.seed.Seeds} for the stream of a name, such as {@code entropy:member-7}.
 * Streams are independent of each other and of the order in which they are asked for, so a new node
 * or a new name never shifts anybody else's dice. Decisions about units of the network are no
 * streams: they are pure functions ({@code network.Dice}). Nothing here is fit for real keys.
 */
@NullMarked
package io.mtlab.simulator.seed;

import org.jspecify.annotations.NullMarked;
