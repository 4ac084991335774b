@NullMarked
package io.mtlab.mtproto.tl.layers;

import org.jspecify.annotations.NullMarked;
