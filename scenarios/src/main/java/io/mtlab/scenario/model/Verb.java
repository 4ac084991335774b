package io.mtlab.scenario.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the nodes of a phase do. */
public enum Verb {
  /** Connect, make a key, sign in, create a supergroup and give it its public name. */
  CREATE_SUPERGROUP(NodeRole.POSTER, false),
  /**
   * Connect, make a key, sign in, look the name up and join; one node after the other, at a rate.
   */
  JOIN(NodeRole.MEMBER, true),
  /** Send a number of posts at an open rate: the next one never waits for the last one's answer. */
  POST(NodeRole.POSTER, true),
  /** Wait until every member has every post. */
  RECEIVE_ALL(NodeRole.MEMBER, false);

  private final NodeRole role;
  private final boolean paced;

  Verb(NodeRole role, boolean paced) {
    this.role = role;
    this.paced = paced;
  }

  /** Whose verb it is. */
  public NodeRole role() {
    return role;
  }

  /** Whether it needs a {@code rate}. */
  public boolean paced() {
    return paced;
  }

  /** The verb as written in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Verb::word).toList();
  }
}
