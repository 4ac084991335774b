@NullMarked
package io.mtlab.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
