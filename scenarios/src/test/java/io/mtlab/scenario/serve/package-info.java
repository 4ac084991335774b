@NullMarked
package io.mtlab.scenario.serve;

import org.jspecify.annotations.NullMarked;
