@NullMarked
package io.mtlab.mtproto.tl;

import org.jspecify.annotations.NullMarked;
