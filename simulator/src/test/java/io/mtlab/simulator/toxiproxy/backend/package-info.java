@NullMarked
package io.mtlab.simulator.toxiproxy.backend;

import org.jspecify.annotations.NullMarked;
