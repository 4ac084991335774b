package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;

/** Whether a stream begins as a transport's streams do. */
@FunctionalInterface
interface Opening {
  /**
   * So many bytes are there before anything is told. All transports send more than that at once, so
   * nobody waits, and no transport is taken for another one whose first byte is the same.
   */
  int DECIDING_BYTES = 4;

  /** What the first bytes say. */
  enum Match {
    YES,
    NO,
    /** More bytes are needed. */
    UNDECIDED
  }

  /** Looks at the first bytes of a stream, from the client. */
  Match match(Bytes first);

  /** A stream that begins with this tag of one or four bytes. */
  static Opening tag(Bytes tag) {
    return first -> {
      if (first.size() < DECIDING_BYTES) {
        return Match.UNDECIDED;
      }
      return first.slice(0, tag.size()).equals(tag) ? Match.YES : Match.NO;
    };
  }
}
