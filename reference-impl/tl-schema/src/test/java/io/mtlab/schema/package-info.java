@NullMarked
package io.mtlab.schema;

import org.jspecify.annotations.NullMarked;
