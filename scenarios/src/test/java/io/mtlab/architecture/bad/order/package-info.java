@NullMarked
package io.mtlab.architecture.bad.order;

import org.jspecify.annotations.NullMarked;
