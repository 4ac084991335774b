@NullMarked
package io.mtlab.codegen;

import org.jspecify.annotations.NullMarked;
