@NullMarked
package io.mtlab.conformance.vectors;

import org.jspecify.annotations.NullMarked;
