package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.session.Gzip;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Answers as they travel: compressed where that is smaller. To compress a page of messages takes
 * longer than all else that is done for it, and the members of a group ask for the same pages, so
 * the latest ones are remembered and found again by their content.
 */
public final class PackedAnswers {
  /** With {@link #BYTES_MAX} it bounds the memory to 20 MiB. */
  private static final int REMEMBERED = 128;

  /** Longer ones are compressed each time. */
  private static final int BYTES_MAX = 32 << 10;

  /** 2^64 divided by the golden ratio, which spreads a product over all bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** By a hash of the answer, the one that was asked for last at the end. */
  private final SequencedMap<Long, Packed> remembered = new LinkedHashMap<>();

  private record Packed(Bytes answer, Bytes packed) {}

  /** The packed answer if that is smaller, else the answer itself. */
  public Bytes of(Bytes answer) {
    if (answer.size() < Gzip.PACKED_FROM || answer.size() > BYTES_MAX) {
      return Gzip.packIfSmaller(answer);
    }
    Long hash = hash(answer);
    Packed known = remembered.remove(hash);
    if (known == null || !known.answer.equals(answer)) {
      known = new Packed(answer, Gzip.packIfSmaller(answer));
    }
    remembered.putLast(hash, known);
    if (remembered.size() > REMEMBERED) {
      remembered.pollFirstEntry();
    }
    return known.packed;
  }

  private static long hash(Bytes answer) {
    long hash = answer.size();
    for (int at = 0; at <= answer.size() - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ answer.int64(at)) * SPREAD;
    }
    return hash;
  }
}
