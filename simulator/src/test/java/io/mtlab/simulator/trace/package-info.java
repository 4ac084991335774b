@NullMarked
package io.mtlab.simulator.trace;

import org.jspecify.annotations.NullMarked;
