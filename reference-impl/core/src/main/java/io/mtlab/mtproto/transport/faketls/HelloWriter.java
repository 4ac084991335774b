package io.mtlab.mtproto.transport.faketls;

import io.mtlab.mtproto.crypto.Entropy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Writes the parts of a hello: numbers big-endian, lengths in front of what they count. */
final class HelloWriter {
  private static final int X25519_BYTES = 32;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(600);

  HelloWriter int8(int value) {
    bytes.write(value);
    return this;
  }

  HelloWriter int16(int... values) {
    for (int value : values) {
      bytes.write(value >> 8);
      bytes.write(value);
    }
    return this;
  }

  HelloWriter raw(byte[] some) {
    bytes.writeBytes(some);
    return this;
  }

  HelloWriter text(String ascii) {
    return raw(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** These with their length in one byte before them. */
  HelloWriter counted8(HelloWriter inner) {
    return int8(inner.size()).raw(inner.toArray());
  }

  /** These with their length in two bytes before them. */
  HelloWriter counted16(HelloWriter inner) {
    return int16(inner.size()).raw(inner.toArray());
  }

  /** An extension of this type. */
  HelloWriter extension(int type, HelloWriter content) {
    return int16(type).counted16(content);
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }

  /** The public value of a key that nobody keeps: a point of the curve, unlike bytes of chance. */
  static byte[] point(Entropy entropy) {
    byte[] point = new byte[X25519_BYTES];
    X25519.scalarMultBase(entropy.bytes(X25519_BYTES), 0, point, 0);
    return point;
  }
}
