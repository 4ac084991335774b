@NullMarked
package io.mtlab.mtproto.machine;

import org.jspecify.annotations.NullMarked;
