@NullMarked
package io.mtlab.architecture;

import org.jspecify.annotations.NullMarked;
