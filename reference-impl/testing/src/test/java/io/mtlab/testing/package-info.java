@NullMarked
package io.mtlab.testing;

import org.jspecify.annotations.NullMarked;
