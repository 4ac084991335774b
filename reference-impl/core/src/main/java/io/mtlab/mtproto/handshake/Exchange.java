package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Sha;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on the server: its state, and what it has said already. A query that comes again
 * gets the answer it got; once the exchange is over, only the last answer is kept, and repetitions
 * of earlier queries are known but not answered.
 */
final class Exchange {
  /** Queries of an exchange: three, and one for each retry. */
  private static final int QUERIES_MAX = 3 + ClientHandshake.RETRIES_MAX;

  private final List<Said> said = new ArrayList<>(3);
  private ServerState state;
  private boolean refused;
  private long end;

  Exchange(ServerState state, long end) {
    this.state = state;
    this.end = end;
  }

  ServerState state() {
    return state;
  }

  long end() {
    return end;
  }

  boolean over() {
    return state instanceof ServerState.Over;
  }

  boolean refused() {
    return refused;
  }

  /** A rule was broken: every further query of this exchange is refused. */
  void refuse() {
    refused = true;
    state = new ServerState.Over();
    said.clear();
  }

  /** What was said about this very query; null when it is new. */
  @Nullable Said before(Bytes query) {
    long mark = markOf(query);
    for (Said earlier : said) {
      if (earlier.mark() == mark) {
        return earlier;
      }
    }
    return null;
  }

  /** A query was understood; its answer comes later. */
  void asked(Bytes query) {
    if (said.size() == QUERIES_MAX) {
      throw new IllegalStateException("more queries than an exchange has");
    }
    said.add(new Said(markOf(query), null));
  }

  /** The answer to the last query. */
  void answered(Bytes frame, ServerState next, long end) {
    state = next;
    this.end = end;
    Said last = said.removeLast();
    if (over()) {
      said.replaceAll(earlier -> new Said(earlier.mark(), null));
    }
    said.add(new Said(last.mark(), frame));
  }

  /** The answer is not there yet. */
  void waits(ServerState deciding) {
    state = deciding;
  }

  /** 64 bits are enough: a client could only collide with itself. */
  private static long markOf(Bytes query) {
    return Bytes.wrap(new Sha().sha256(query.toArray())).int64(0);
  }

  /**
   * A query and its answer.
   *
   * @param mark the query's digest
   * @param answer the frame; null when there is none to repeat
   */
  record Said(long mark, @Nullable Bytes answer) {}
}
