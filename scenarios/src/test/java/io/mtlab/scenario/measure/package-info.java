@NullMarked
package io.mtlab.scenario.measure;

import org.jspecify.annotations.NullMarked;
