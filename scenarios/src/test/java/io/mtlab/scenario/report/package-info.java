@NullMarked
package io.mtlab.scenario.report;

import org.jspecify.annotations.NullMarked;
