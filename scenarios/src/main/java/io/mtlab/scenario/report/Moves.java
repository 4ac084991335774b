package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Measurements.Transports;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Which transports clients used last and how they came to them, in one line for people. */
final class Moves {
  private Moves() {}

  /** For instance {@code intermediate 4 at the end; 12 moves: cut 4, preferred 4, stalled 4}. */
  static String words(Transports transports) {
    String used = counted(transports.inUse()) + " at the end";
    return transports.moves() == 0
        ? used
        : used
            + "; "
            + Numbers.count(transports.moves())
            + " moves: "
            + counted(transports.reasons()).toLowerCase(Locale.ROOT);
  }

  private static String counted(SequencedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .map(one -> one.getKey() + " " + Numbers.count(one.getValue()))
        .collect(Collectors.joining(", "));
  }
}
