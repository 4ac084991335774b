@NullMarked
package io.mtlab.mtproto.endpoint.dc;

import org.jspecify.annotations.NullMarked;
