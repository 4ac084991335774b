package io.mtlab.conformance.vectors.format;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The random values of a test, handed out by size, each size in its order. What the test does not
 * give is seeded.
 */
public final class GivenEntropy implements Entropy {
  private final Map<Integer, Deque<Bytes>> given = new HashMap<>();
  private final SplittableRandom rest = new SplittableRandom(1);

  /** The next value of its size. */
  public GivenEntropy then(Bytes value) {
    given.computeIfAbsent(value.size(), size -> new ArrayDeque<>()).add(value);
    return this;
  }

  @Override
  public void fill(byte[] into) {
    Deque<Bytes> values = given.get(into.length);
    if (values == null || values.isEmpty()) {
      rest.nextBytes(into);
    } else {
      values.removeFirst().copyTo(into, 0);
    }
  }
}
