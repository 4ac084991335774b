package io.mtlab.simulator.invariant;

import java.util.Arrays;

/**
 * The last messages that were seen, each of them once. Millions pass by, so they lie in arrays, 28
 * bytes for each, chained by their hash.
 */
final class RecentMessages {
  private static final int CAPACITY_MIN = 1 << 10;
  private static final int NONE = -1;

  /** 2^64 divided by the golden ratio, which spreads a product over all bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final int most;
  private int[] nodes = new int[CAPACITY_MIN];
  private long[] sessionIds = new long[CAPACITY_MIN];
  private long[] messageIds = new long[CAPACITY_MIN];

  /** The place behind in the chain of the same hash. */
  private int[] behind = new int[CAPACITY_MIN];

  private int[] chains = chains(CAPACITY_MIN);
  private int size;

  /** The place of the oldest, which the next one takes when there is no more room. */
  private int oldest;

  private long forgottenId = Long.MIN_VALUE;

  /** Remembers so many. */
  RecentMessages(int most) {
    this.most = most;
  }

  /** Says whether it is new; the oldest is forgotten for one too many. */
  boolean add(int node, long sessionId, long messageId) {
    if (contains(node, sessionId, messageId)) {
      return false;
    }
    int place = size < most ? fresh() : forgotten();
    nodes[place] = node;
    sessionIds[place] = sessionId;
    messageIds[place] = messageId;
    link(place);
    return true;
  }

  boolean contains(int node, long sessionId, long messageId) {
    int place = chains[chain(node, sessionId, messageId)];
    while (place != NONE && !is(place, node, sessionId, messageId)) {
      place = behind[place];
    }
    return place != NONE;
  }

  /** The greatest id that was forgotten; {@link Long#MIN_VALUE} if none was. */
  long forgottenId() {
    return forgottenId;
  }

  /** Forgets all of a node. */
  void forget(int node) {
    RecentMessages kept = new RecentMessages(most);
    for (int i = 0; i < size; i++) {
      int place = (oldest + i) % size;
      if (nodes[place] != node) {
        kept.add(nodes[place], sessionIds[place], messageIds[place]);
      }
    }
    nodes = kept.nodes;
    sessionIds = kept.sessionIds;
    messageIds = kept.messageIds;
    behind = kept.behind;
    chains = kept.chains;
    size = kept.size;
    oldest = 0;
  }

  private boolean is(int place, int node, long sessionId, long messageId) {
    return messageIds[place] == messageId && sessionIds[place] == sessionId && nodes[place] == node;
  }

  private int fresh() {
    if (size == nodes.length) {
      grow(Math.min(most, 2 * size));
    }
    return size++;
  }

  private int forgotten() {
    int place = oldest;
    oldest = (oldest + 1) % size;
    forgottenId = Math.max(forgottenId, messageIds[place]);
    unlink(place);
    return place;
  }

  private void grow(int capacity) {
    nodes = Arrays.copyOf(nodes, capacity);
    sessionIds = Arrays.copyOf(sessionIds, capacity);
    messageIds = Arrays.copyOf(messageIds, capacity);
    behind = Arrays.copyOf(behind, capacity);
    chains = chains(capacity);
    for (int place = 0; place < size; place++) {
      link(place);
    }
  }

  private void link(int place) {
    int chain = chainOf(place);
    behind[place] = chains[chain];
    chains[chain] = place;
  }

  private void unlink(int place) {
    int chain = chainOf(place);
    if (chains[chain] == place) {
      chains[chain] = behind[place];
      return;
    }
    int before = chains[chain];
    while (behind[before] != place) {
      before = behind[before];
    }
    behind[before] = behind[place];
  }

  private int chainOf(int place) {
    return chain(nodes[place], sessionIds[place], messageIds[place]);
  }

  private int chain(int node, long sessionId, long messageId) {
    long hash = ((messageId * SPREAD) ^ sessionId ^ node) * SPREAD;
    return (int) (hash >>> Integer.SIZE) & (chains.length - 1);
  }

  /** A power of two. */
  private static int[] chains(int capacity) {
    int[] chains = new int[Integer.highestOneBit(capacity - 1) << 1];
    Arrays.fill(chains, NONE);
    return chains;
  }
}
