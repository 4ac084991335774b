@NullMarked
package io.mtlab.mtproto.endpoint;

import org.jspecify.annotations.NullMarked;
