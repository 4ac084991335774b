package io.mtlab.simulator.world;

import io.mtlab.mtproto.machine.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The last inputs of all machines, to be shown when something goes wrong. */
final class Events {
  /** How many are remembered. */
  static final int REMEMBERED = 100;

  /** What kind of input it was. */
  enum Kind {
    /** The alarm rang. */
    WAKE,
    /** A connection stands. */
    OPENED,
    /** Bytes came; the amount is their number. */
    RECEIVED,
    /** A connection is no more. */
    CLOSED,
    /** The owner of the machine told it something. */
    COMMAND
  }

  private final long[] times = new long[REMEMBERED];
  private final int[] nodes = new int[REMEMBERED];
  private final int[] amounts = new int[REMEMBERED];
  private final Kind[] kinds = new Kind[REMEMBERED];
  private final @Nullable Cause[] causes = new @Nullable Cause[REMEMBERED];
  private long count;

  Events() {
    Arrays.fill(kinds, Kind.WAKE);
  }

  void closed(int node, Cause cause, long now) {
    causes[(int) (count % REMEMBERED)] = cause;
    add(Kind.CLOSED, node, 0, now);
  }

  void add(Kind kind, int node, int amount, long now) {
    int at = (int) (count % REMEMBERED);
    times[at] = now;
    nodes[at] = node;
    amounts[at] = amount;
    kinds[at] = kind;
    count++;
  }

  /** How many machines' inputs there were. */
  long count() {
    return count;
  }

  /** One line for each that is remembered, the latest last. */
  List<String> lines(long start, IntFunction<String> names) {
    List<String> lines = new ArrayList<>();
    for (long i = Math.max(0, count - REMEMBERED); i < count; i++) {
      int at = (int) (i % REMEMBERED);
      String name = names.apply(nodes[at]);
      lines.add("+%d ns %s %s".formatted(times[at] - start, name, what(at)));
    }
    return lines;
  }

  private String what(int at) {
    Kind kind = kinds[at];
    String word = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case RECEIVED -> word + " " + amounts[at] + " bytes";
      case CLOSED -> word + " " + causes[at];
      case WAKE, OPENED, COMMAND -> word;
    };
  }
}
