package io.mtlab.scenario.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a node of a scenario is. */
public enum NodeRole {
  /** A Telegram-like server with one data centre. */
  SERVER,
  /** A client that creates the supergroup and posts. */
  POSTER,
  /** A client that joins and receives. */
  MEMBER;

  /** The role as written in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(NodeRole::word).toList();
  }
}
