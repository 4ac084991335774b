@NullMarked
package io.mtlab.simulator.storm;

import org.jspecify.annotations.NullMarked;
