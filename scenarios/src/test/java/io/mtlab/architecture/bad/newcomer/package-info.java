@NullMarked
package io.mtlab.architecture.bad.newcomer;

import org.jspecify.annotations.NullMarked;
