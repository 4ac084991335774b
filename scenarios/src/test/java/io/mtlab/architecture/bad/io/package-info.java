@NullMarked
package io.mtlab.architecture.bad.io;

import org.jspecify.annotations.NullMarked;
