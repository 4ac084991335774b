@NullMarked
package io.mtlab.architecture.bad.names;

import org.jspecify.annotations.NullMarked;
