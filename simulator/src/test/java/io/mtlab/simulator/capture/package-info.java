@NullMarked
package io.mtlab.simulator.capture;

import org.jspecify.annotations.NullMarked;
