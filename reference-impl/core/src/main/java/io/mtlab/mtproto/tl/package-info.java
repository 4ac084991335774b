/**
 * TL values on the wire: {@link io.mtlab.mtproto.bytes.Bytes} in, records out, and back.
 *
 * <p>{@link io.mtlab.mtproto.tl.TlReader} and {@link io.mtlab.mtproto.tl.TlWriter} know the base
 * types of <a href="https://core.telegram.org/mtproto/serialize">binary serialization</a>; the
 * records of {@code tl.service} (from {@code mtproto.tl}) and {@code tl.api} (from {@code api.tl})
 * are generated at build time and call them. {@link io.mtlab.mtproto.tl.TlObjects} finds a record's
 * reader by the number on the wire. Whatever the bytes are, a reader ends with a value or with a
 * {@link io.mtlab.mtproto.fault.ProtocolException}, and reserves no more memory than a small
 * multiple of the bytes that are there. Every layer above may call this; it knows no other one.
 */
@NullMarked
package io.mtlab.mtproto.tl;

import org.jspecify.annotations.NullMarked;
