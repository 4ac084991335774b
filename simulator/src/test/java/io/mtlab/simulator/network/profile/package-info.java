@NullMarked
package io.mtlab.simulator.network.profile;

import org.jspecify.annotations.NullMarked;
