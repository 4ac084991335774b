package io.mtlab.simulator.invariant;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The last messages that were seen, each of them once. */
final class RecentMessages {
  private static final int CAPACITY_MIN = 1 << 10;

  private final int most;
  private Ring ring = new Ring(CAPACITY_MIN);
  private long forgottenId = Long.MIN_VALUE;

  /** Remembers so many. */
  RecentMessages(int most) {
    this.most = most;
  }

  /** Says whether it is new; the oldest is forgotten for one too many. */
  boolean add(int node, long sessionId, long messageId) {
    if (ring.contains(node, sessionId, messageId)) {
      return false;
    }
    if (ring.size() == most) {
      forgottenId = Math.max(forgottenId, ring.forgetOldest());
    } else if (ring.size() == ring.capacity()) {
      ring = ring.copy(2 * ring.capacity(), _ -> true);
    }
    ring.add(node, sessionId, messageId);
    return true;
  }

  boolean contains(int node, long sessionId, long messageId) {
    return ring.contains(node, sessionId, messageId);
  }

  /** The greatest id that was forgotten; {@link Long#MIN_VALUE} if none was. */
  long forgottenId() {
    return forgottenId;
  }

  /** Forgets all of a node. */
  void forget(int node) {
    ring = ring.copy(ring.capacity(), other -> other != node);
  }

  /**
   * Millions pass by, so they lie in arrays, 36 bytes for each, chained by their hash as a
   * compressor chains what it has seen: the latest first, and what is forgotten ends a chain.
   */
  private static final class Ring {
    /** 2^64 divided by the golden ratio, which spreads a product over all bits. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final int NONE = -1;

    /** By place, which is the low bits of a message's number; numbers are given in order. */
    private final int[] nodes;

    private final long[] sessionIds;
    private final long[] messageIds;

    /** The number of the message before it in its chain. */
    private final long[] before;

    /** By hash: the number of the latest message of the chain. */
    private final long[] latest;

    private long oldest;
    private long next;

    /** An empty one; the capacity is a power of two. */
    Ring(int capacity) {
      nodes = new int[capacity];
      sessionIds = new long[capacity];
      messageIds = new long[capacity];
      before = new long[capacity];
      latest = new long[capacity];
      Arrays.fill(latest, NONE);
    }

    int capacity() {
      return nodes.length;
    }

    int size() {
      return (int) (next - oldest);
    }

    boolean contains(int node, long sessionId, long messageId) {
      long number = latest[chain(node, sessionId, messageId)];
      while (number >= oldest && !is(place(number), node, sessionId, messageId)) {
        number = before[place(number)];
      }
      return number >= oldest;
    }

    void add(int node, long sessionId, long messageId) {
      int place = place(next);
      int chain = chain(node, sessionId, messageId);
      nodes[place] = node;
      sessionIds[place] = sessionId;
      messageIds[place] = messageId;
      before[place] = latest[chain];
      latest[chain] = next;
      next++;
    }

    /** The id of the one that is forgotten. */
    long forgetOldest() {
      return messageIds[place(oldest++)];
    }

    /** Those of certain nodes. */
    Ring copy(int capacity, IntPredicate ofNode) {
      Ring copy = new Ring(capacity);
      for (long number = oldest; number < next; number++) {
        int place = place(number);
        if (ofNode.test(nodes[place])) {
          copy.add(nodes[place], sessionIds[place], messageIds[place]);
        }
      }
      return copy;
    }

    private boolean is(int place, int node, long sessionId, long messageId) {
      return messageIds[place] == messageId
          && sessionIds[place] == sessionId
          && nodes[place] == node;
    }

    private int place(long number) {
      return (int) number & (nodes.length - 1);
    }

    private int chain(int node, long sessionId, long messageId) {
      long hash = ((messageId * SPREAD) ^ sessionId ^ node) * SPREAD;
      return (int) (hash >>> Integer.SIZE) & (latest.length - 1);
    }
  }
}
