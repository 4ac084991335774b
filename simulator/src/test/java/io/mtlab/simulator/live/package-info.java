@NullMarked
package io.mtlab.simulator.live;

import org.jspecify.annotations.NullMarked;
