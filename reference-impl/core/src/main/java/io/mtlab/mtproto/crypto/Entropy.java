package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;

/**
 * Where random bytes come from. Real drivers give a cryptographically secure source; virtual time
 * gives a seeded one, so that a seed replays every byte (security_guidelines#random-numbers).
 */
@FunctionalInterface
public interface Entropy {
  /** Fills the whole array with random bytes. */
  void fill(byte[] into);

  /** Fills {@code size} bytes of the array, from index {@code from} on. */
  default void fill(byte[] into, int from, int size) {
    System.arraycopy(bytes(size), 0, into, from, size);
  }

  /** A new array of {@code count} random bytes. */
  default byte[] bytes(int count) {
    byte[] drawn = new byte[count];
    fill(drawn);
    return drawn;
  }

  /**
   * This source with a peer's random bytes mixed in: each of theirs changes one of ours, and when
   * they are used up ours come alone. Theirs never do, so a peer that sends what it likes gains
   * nothing, and one that sends good ones mends a bad source
   * (security_guidelines#client-random-number-generation).
   */
  default Entropy mixedWith(Bytes theirs) {
    Entropy own = this;
    byte[] mixed = theirs.toArray();
    return new Entropy() {
      private int used;

      @Override
      public void fill(byte[] into) {
        own.fill(into);
        for (int i = 0; i < into.length && used < mixed.length; i++) {
          into[i] ^= mixed[used++];
        }
      }
    };
  }

  /** Eight random bytes as a little-endian number. */
  default long nextLong() {
    return Words.int64(bytes(Long.BYTES), 0);
  }

  /** Four random bytes as a little-endian number. */
  default int nextInt() {
    return Words.int32(bytes(Integer.BYTES), 0);
  }
}
