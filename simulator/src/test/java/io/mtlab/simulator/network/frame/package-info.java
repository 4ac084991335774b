@NullMarked
package io.mtlab.simulator.network.frame;

import org.jspecify.annotations.NullMarked;
