@NullMarked
package io.mtlab.mtproto.rpc;

import org.jspecify.annotations.NullMarked;
