/** Cryptography as pure functions: keys and bytes in, bytes out; entropy is an argument. */
@NullMarked
package io.mtlab.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
