package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.stream.Recording;
import java.util.ArrayList;
import java.util.List;

/** The rows of a recorded network, four numbers each: time, delay, loss, bytes a second. */
final class Traces {
  static final int COLUMNS = 4;

  /** Milliseconds, milliseconds, a share, 1,000 bytes a second. */
  private static final List<Double> UNITS =
      List.of((double) Time.MILLISECOND, (double) Time.MILLISECOND, 1.0, 1000.0);

  private Traces() {}

  /** From the units of the API to those of a recording (1), or back (-1). */
  static List<Double> scaled(List<Double> numbers, int way) {
    List<Double> scaled = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      double unit = UNITS.get(i % COLUMNS);
      scaled.add(way > 0 ? numbers.get(i) * unit : numbers.get(i) / unit);
    }
    return List.copyOf(scaled);
  }

  static Recording recording(FaultSpec spec) {
    List<Double> numbers = spec.table("rows");
    if (numbers.isEmpty() || numbers.size() % COLUMNS != 0) {
      throw new BadFaultException("rows", "rows must have four numbers each");
    }
    List<Recording.Row> rows = new ArrayList<>(numbers.size() / COLUMNS);
    for (int i = 0; i < numbers.size(); i += COLUMNS) {
      double loss = numbers.get(i + 2);
      boolean negative =
          numbers.get(i) < 0 || numbers.get(i + 1) < 0 || numbers.get(i + COLUMNS - 1) < 0;
      if (negative || !(loss >= 0 && loss <= 1)) {
        throw new BadFaultException(
            "rows", "rows must have no negative number, and a loss from 0 to 1");
      }
      rows.add(
          new Recording.Row(
              numbers.get(i).longValue(),
              numbers.get(i + 1).longValue(),
              loss,
              numbers.get(i + COLUMNS - 1).longValue()));
    }
    try {
      return new Recording(List.copyOf(rows), spec.word("end").equals("loop") ? length(rows) : 0);
    } catch (IllegalArgumentException e) {
      throw new BadFaultException("rows", "rows are refused: " + e.getMessage());
    }
  }

  static boolean loses(FaultSpec spec) {
    List<Double> numbers = spec.table("rows");
    for (int i = 2; i < numbers.size(); i += COLUMNS) {
      if (numbers.get(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** When it is played again, the last row lasts as long as the one before it. */
  private static long length(List<Recording.Row> rows) {
    if (rows.size() == 1) {
      return 0;
    }
    long last = rows.getLast().time();
    return last + last - rows.get(rows.size() - 2).time();
  }
}
