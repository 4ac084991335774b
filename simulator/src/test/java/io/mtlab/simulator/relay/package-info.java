@NullMarked
package io.mtlab.simulator.relay;

import org.jspecify.annotations.NullMarked;
