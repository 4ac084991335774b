@NullMarked
package io.mtlab.mtproto.store;

import org.jspecify.annotations.NullMarked;
