/**
 * Values made of bytes. {@link io.mtlab.mtproto.bytes.Bytes} is what every layer hands to the next:
 * an immutable slice, equal by content. Knows nothing; everybody may know it.
 */
@NullMarked
package io.mtlab.mtproto.bytes;

import org.jspecify.annotations.NullMarked;
