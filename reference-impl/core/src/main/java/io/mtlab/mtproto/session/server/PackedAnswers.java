package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.session.Gzip;
import org.jspecify.annotations.Nullable;

/**
 * Answers as they travel: compressed where that is smaller. To compress a page of messages takes
 * longer than all else that is done for it, and the members of a group ask for the same pages, so
 * the latest ones are remembered and found again by their content.
 */
public final class PackedAnswers {
  /** A power of two. With {@link #BYTES_MAX} it bounds the memory to 12 MiB. */
  private static final int REMEMBERED = 128;

  /** Longer ones are compressed each time. */
  private static final int BYTES_MAX = 32 << 10;

  /** 2^64 divided by the golden ratio, which spreads a product over all bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final @Nullable Packed[] remembered = new @Nullable Packed[REMEMBERED];

  private record Packed(Bytes answer, Bytes packed) {}

  /** The packed answer if that is smaller, else the answer itself. */
  public Bytes of(Bytes answer) {
    if (answer.size() < Gzip.PACKED_FROM || answer.size() > BYTES_MAX) {
      return Gzip.packIfSmaller(answer);
    }
    int place = placeOf(answer);
    Packed before = remembered[place];
    if (before != null && before.answer.equals(answer)) {
      return before.packed;
    }
    Bytes packed = Gzip.packIfSmaller(answer);
    remembered[place] = new Packed(answer, packed);
    return packed;
  }

  private static int placeOf(Bytes answer) {
    long hash = answer.size();
    for (int at = 0; at <= answer.size() - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ answer.int64(at)) * SPREAD;
    }
    return (int) (hash >>> Integer.SIZE) & (REMEMBERED - 1);
  }
}
