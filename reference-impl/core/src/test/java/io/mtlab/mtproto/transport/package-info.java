@NullMarked
package io.mtlab.mtproto.transport;

import org.jspecify.annotations.NullMarked;
