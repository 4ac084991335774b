package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded, and remembers what it gave: a test is in the secret. */
final class RecordedEntropy implements Entropy {
  private final SplittableRandom random;
  private final List<Bytes> given = new ArrayList<>();

  RecordedEntropy(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public void fill(byte[] into) {
    random.nextBytes(into);
    given.add(Bytes.copyOf(into));
  }

  /** The n-th draw of so many bytes, from 0. */
  Bytes draw(int size, int n) {
    return given.stream().filter(draw -> draw.size() == size).skip(n).findFirst().orElseThrow();
  }

  List<Bytes> draws(int size) {
    return given.stream().filter(draw -> draw.size() == size).toList();
  }
}
