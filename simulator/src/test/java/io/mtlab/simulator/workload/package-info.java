@NullMarked
package io.mtlab.simulator.workload;

import org.jspecify.annotations.NullMarked;
