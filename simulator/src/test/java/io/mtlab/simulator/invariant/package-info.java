@NullMarked
package io.mtlab.simulator.invariant;

import org.jspecify.annotations.NullMarked;
