package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.session.States;
import java.util.Arrays;

/**
 * The queries that a server session has taken lately, and what became of each: being processed, or
 * answered by the message with a certain id. A ring: the oldest are forgotten first.
 */
final class Answers {
  /** How many queries are remembered: as many as may be under way in one session. */
  static final int QUERIES_MAX = 1024;

  /** The query is being processed. */
  static final long RUNNING = 0;

  /** The query is not remembered. */
  static final long UNKNOWN = -1;

  /** Set in the id of an answer that is an error: an answer's own id is 1 modulo 4. */
  private static final long FAILED = 2;

  private long[] queries = new long[4];
  private long[] answers = new long[4];
  private int next;
  private int size;

  void taken(long query) {
    if (size == queries.length && size < QUERIES_MAX) {
      queries = Arrays.copyOf(queries, 2 * size);
      answers = Arrays.copyOf(answers, 2 * size);
      next = size;
    }
    queries[next] = query;
    answers[next] = RUNNING;
    next = (next + 1) % queries.length;
    size = Math.min(size + 1, queries.length);
  }

  void answered(long query, long answer, Fate fate) {
    int at = indexOf(query);
    if (at >= 0) {
      answers[at] = fate == Fate.FAILED ? answer | FAILED : answer;
    }
  }

  /** The id of the answer, {@link #RUNNING} or {@link #UNKNOWN}. */
  long to(long query) {
    int at = indexOf(query);
    return at < 0 ? UNKNOWN : answers[at] & ~FAILED;
  }

  /**
   * The bits of a state that tell of a query: it is being processed or done, its answer is made.
   */
  byte state(long query) {
    return switch (fateOf(query)) {
      case UNKNOWN -> 0;
      case RUNNING -> States.PROCESSED;
      case SUCCEEDED, FAILED -> States.PROCESSED | States.ANSWERED;
    };
  }

  Fate fateOf(long query) {
    int at = indexOf(query);
    if (at < 0) {
      return Fate.UNKNOWN;
    }
    if (answers[at] == RUNNING) {
      return Fate.RUNNING;
    }
    return (answers[at] & FAILED) == 0 ? Fate.SUCCEEDED : Fate.FAILED;
  }

  private int indexOf(long query) {
    for (int i = 0; i < size; i++) {
      if (queries[i] == query) {
        return i;
      }
    }
    return -1;
  }
}
