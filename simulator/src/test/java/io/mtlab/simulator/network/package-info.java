@NullMarked
package io.mtlab.simulator.network;

import org.jspecify.annotations.NullMarked;
