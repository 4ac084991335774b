package io.mtlab.simulator.network;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decisions about frames that are given instead of drawn: those of an earlier run, or some of them.
 * A fault hits the frames that are listed for it, and no others. Several threads may ask.
 */
public final class Script {
  /**
   * A fault hits a frame.
   *
   * @param link the name of the link
   * @param node the client node's number
   * @param connection counts the connections of this node over this link from 0
   * @param fault {@code loss}, {@code duplicate}, {@code reorder}, ...
   * @param frame counts the frames of the direction from 0
   */
  public record Hit(
      String link, int node, int connection, Stream stream, String fault, long frame) {}

  private final Set<Hit> hits;
  private final Set<Hit> played = ConcurrentHashMap.newKeySet();

  /** These and no others. */
  public Script(Collection<Hit> hits) {
    this.hits = new LinkedHashSet<>(hits);
  }

  /** The part of one fault in one direction of a connection. */
  Match part(PassageId id, Stream stream, String fault) {
    return (drawn, frame, now) -> {
      Hit hit = new Hit(id.link(), id.node(), id.connection(), stream, fault, frame.index());
      boolean listed = hits.contains(hit);
      if (listed) {
        played.add(hit);
      }
      return listed;
    };
  }

  /** How many there are. */
  public int size() {
    return hits.size();
  }

  /** How many of them came to their frame so far. */
  public int played() {
    return played.size();
  }
}
