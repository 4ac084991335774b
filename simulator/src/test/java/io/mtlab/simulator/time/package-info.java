@NullMarked
package io.mtlab.simulator.time;

import org.jspecify.annotations.NullMarked;
