@NullMarked
package io.mtlab.architecture.bad.impl.deep;

import org.jspecify.annotations.NullMarked;
