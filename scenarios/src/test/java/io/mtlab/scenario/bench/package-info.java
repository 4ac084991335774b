@NullMarked
package io.mtlab.scenario.bench;

import org.jspecify.annotations.NullMarked;
