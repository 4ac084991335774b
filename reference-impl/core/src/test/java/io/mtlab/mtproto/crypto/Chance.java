package io.mtlab.mtproto.crypto;

import java.util.Random;

/** Seeded entropy that counts what is drawn. */
final class Chance implements Entropy {
  private final Random random;
  private int draws;

  Chance(long seed) {
    random = new Random(seed);
  }

  @Override
  public void fill(byte[] into) {
    draws++;
    random.nextBytes(into);
  }

  int draws() {
    return draws;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  AuthKey authKey() {
    return AuthKey.of(bytes(AuthKey.SIZE));
  }
}
