@NullMarked
package io.mtlab.scenario.engine;

import org.jspecify.annotations.NullMarked;
