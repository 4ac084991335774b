@NullMarked
package io.mtlab.simulator.dissect;

import org.jspecify.annotations.NullMarked;
