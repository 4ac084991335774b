package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhPower;
import io.mtlab.mtproto.crypto.Entropy;
import java.util.Arrays;

/** One side's exponent (a or b, 2,048 random bits) and its public value (g_a or g_b). */
final class DhSecret {
  private final byte[] exponent;
  private final byte[] publicValue;

  private DhSecret(byte[] exponent, byte[] publicValue) {
    this.exponent = exponent;
    this.publicValue = publicValue;
  }

  /** Draws until the public value is in the range that the other side checks. */
  static DhSecret draw(DhGroup group, Entropy entropy) {
    while (true) {
      byte[] exponent = entropy.bytes(DhGroup.SIZE);
      byte[] value =
          group == DhGroup.WELL_KNOWN
              ? DhPower.wellKnown().publicValue(exponent)
              : group.publicValue(exponent);
      if (group.inRange(value)) {
        return new DhSecret(exponent, value);
      }
    }
  }

  byte[] exponent() {
    return exponent;
  }

  byte[] publicValue() {
    return publicValue;
  }

  /** Overwrites the exponent: all temporary data of an exchange is forgotten at its end. */
  void forget() {
    Arrays.fill(exponent, (byte) 0);
  }
}
