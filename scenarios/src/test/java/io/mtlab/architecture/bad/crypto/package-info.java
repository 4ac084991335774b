@NullMarked
package io.mtlab.architecture.bad.crypto;

import org.jspecify.annotations.NullMarked;
