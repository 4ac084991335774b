@NullMarked
package io.mtlab.mtproto.transport.proxy;

import org.jspecify.annotations.NullMarked;
