@NullMarked
package io.mtlab.scenario.cli;

import org.jspecify.annotations.NullMarked;
