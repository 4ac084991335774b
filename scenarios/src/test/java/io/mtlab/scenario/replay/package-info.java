@NullMarked
package io.mtlab.scenario.replay;

import org.jspecify.annotations.NullMarked;
