@NullMarked
package io.mtlab.simulator.seed;

import org.jspecify.annotations.NullMarked;
