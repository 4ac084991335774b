@NullMarked
package io.mtlab.mtproto.fuzz;

import org.jspecify.annotations.NullMarked;
