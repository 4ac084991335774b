package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What each fault of frames does, alike in both directions and over every transport: of four
 * messages of its own it hits the second one.
 */
final class FrameRows {
  private static final int COUNT = 4;
  private static final int STRANGE = 99;

  private static final List<Row> ROWS =
      List.of(
          new Row(List.of(0, 2, 3), frame -> FaultSpec.of("loss", "model", "list", "list", frame)),
          new Row(List.of(0, 1, 1, 2, 3), frame -> certain("duplicate", frame)),
          new Row(
              List.of(0, 2, 3, 1), frame -> certain("reorder", frame, "gap", "2", "window", "10s")),
          new Row(
              List.of(0, 1, STRANGE, 2, 3),
              frame -> certain("inject", frame, "bytes", Numbered.message(STRANGE).toHex())),
          // The second one of those that ask, which are the second and the third of the four.
          new Row(
              List.of(0, 1, 3),
              frame -> FaultSpec.of("loss", "messages", "req_pq_multi", "which", "1")),
          new Row(List.of(0, 1, 2, 3), frame -> certain("replay", frame, "after", "40ms")));

  private static final int ASKING = 4;
  private static final int REPLAYED = 5 * COUNT + 1;

  /**
   * One fault.
   *
   * @param heard which of its four messages come, in which order
   * @param fault what hits the frame of this number
   */
  private record Row(List<Integer> heard, Function<String, FaultSpec> fault) {}

  private FrameRows() {}

  /** A network with all of them. */
  static NetworkProfile network(int framesBefore) {
    List<FaultSpec> faults = new ArrayList<>();
    for (int i = 0; i < ROWS.size(); i++) {
      faults.add(ROWS.get(i).fault.apply("" + (framesBefore + i * COUNT + 1)));
    }
    return NetworkProfile.NONE.withFaults(faults);
  }

  /** What is sent. */
  static List<Bytes> sent() {
    List<Bytes> messages = new ArrayList<>();
    for (int i = 0; i < ROWS.size() * COUNT; i++) {
      boolean asks = i / COUNT == ASKING && (i % COUNT == 1 || i % COUNT == 2);
      messages.add(asks ? Numbered.question(i) : Numbered.message(i));
    }
    return messages;
  }

  /** What is heard, in this order; what was replayed last of all. */
  static List<String> heard() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < ROWS.size(); i++) {
      for (int each : ROWS.get(i).heard) {
        numbers.add("" + (each == STRANGE ? each : i * COUNT + each));
      }
    }
    numbers.add("" + REPLAYED);
    return numbers;
  }

  /** A fault that always hits this frame. */
  static FaultSpec certain(String word, String frame, String... attributes) {
    List<String> all = new ArrayList<>(List.of(attributes));
    all.addAll(List.of("probability", "100%", "frames", frame));
    return FaultSpec.of(word, all.toArray(String[]::new));
  }
}
