/**
 * Every fault over every transport that the documentation says it works on, once over real sockets
 * and once in virtual time: the same rows on two grounds.
 */
@NullMarked
package io.mtlab.simulator.faults;

import org.jspecify.annotations.NullMarked;
