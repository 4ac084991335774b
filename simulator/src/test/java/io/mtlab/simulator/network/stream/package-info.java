@NullMarked
package io.mtlab.simulator.network.stream;

import org.jspecify.annotations.NullMarked;
