@NullMarked
package io.mtlab.scenario.model;

import org.jspecify.annotations.NullMarked;
