@NullMarked
package io.mtlab.mtproto;

import org.jspecify.annotations.NullMarked;
