/**
 * What is in a frame, as an observer with the keys sees it. In: messages as they stand on the wire,
 * and the authorization keys that clients used. Out: the names of constructors, never values. No
 * I/O.
 */
@NullMarked
package io.mtlab.simulator.dissect;

import org.jspecify.annotations.NullMarked;
