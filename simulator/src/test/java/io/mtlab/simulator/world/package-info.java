@NullMarked
package io.mtlab.simulator.world;

import org.jspecify.annotations.NullMarked;
