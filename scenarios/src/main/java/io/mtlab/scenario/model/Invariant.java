package io.mtlab.scenario.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A rule that no network may break; broken, the run ends with exit code 1. */
public enum Invariant {
  /** A member is handed only posts that somebody sent. */
  DELIVERED_WAS_POSTED,
  /** Nobody is handed a post who has not joined. */
  DELIVERED_AFTER_JOINING;

  /** The invariant as written in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Invariant::word).toList();
  }
}
