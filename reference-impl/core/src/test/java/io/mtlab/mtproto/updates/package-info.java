@NullMarked
package io.mtlab.mtproto.updates;

import org.jspecify.annotations.NullMarked;
