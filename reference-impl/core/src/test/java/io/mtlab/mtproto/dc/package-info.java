@NullMarked
package io.mtlab.mtproto.dc;

import org.jspecify.annotations.NullMarked;
