@NullMarked
package io.mtlab.mtproto.handshake;

import org.jspecify.annotations.NullMarked;
