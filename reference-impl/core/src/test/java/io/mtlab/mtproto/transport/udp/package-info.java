@NullMarked
package io.mtlab.mtproto.transport.udp;

import org.jspecify.annotations.NullMarked;
