package io.mtlab.scenario.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the nodes of a phase do, or what becomes of the network. */
public enum Verb {
  /** Connect, make a key, sign in, create a supergroup and give it its public name. */
  CREATE_SUPERGROUP(NodeRole.POSTER, false),
  /**
   * Connect, make a key, sign in, look the name up and join; one node after the other, at a rate.
   */
  JOIN(NodeRole.MEMBER, true),
  /**
   * From now on only a share of those who have joined is online, each for a visit, one after the
   * other and round again. Who joins later goes offline until its turn.
   */
  TAKE_TURNS(NodeRole.MEMBER, false),
  /** Send a number of posts at an open rate: the next one never waits for the last one's answer. */
  POST(NodeRole.POSTER, true),
  /** Wait until every member has every post. */
  RECEIVE_ALL(NodeRole.MEMBER, false),
  /** The network cuts what stands, and refuses what is new. */
  CUT(null, false),
  /** The network lets connections stand, and nothing pass. */
  STALL(null, false),
  /** The network is again as the links say. */
  HEAL(null, false),
  /** Wait until everybody uses the transport of his first choice. */
  SETTLE(null, false),
  /** A NAT forgets clients: their datagrams come from other ports, their streams are reset. */
  REBIND(null, false),
  /** Clients go to another network: their connections end, and they dial from other addresses. */
  ROAM(null, false),
  /** The server's process ends, and begins again with what lies in its store. */
  RESTART(NodeRole.SERVER, false);

  private final @Nullable NodeRole role;
  private final boolean paced;

  Verb(@Nullable NodeRole role, boolean paced) {
    this.role = role;
    this.paced = paced;
  }

  /** Whose verb it is; null if it concerns any client, or all. */
  public @Nullable NodeRole role() {
    return role;
  }

  /** Whether it changes the network. */
  public boolean ofNetwork() {
    return this == CUT || this == STALL || this == HEAL;
  }

  /** Whether it may be done more than once. */
  boolean isRepeatable() {
    return this == POST || this == TAKE_TURNS || this == RESTART || role == null;
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
