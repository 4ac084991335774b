@NullMarked
package io.mtlab.netty;

import org.jspecify.annotations.NullMarked;
