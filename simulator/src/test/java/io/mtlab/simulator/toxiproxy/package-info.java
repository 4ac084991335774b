@NullMarked
package io.mtlab.simulator.toxiproxy;

import org.jspecify.annotations.NullMarked;
