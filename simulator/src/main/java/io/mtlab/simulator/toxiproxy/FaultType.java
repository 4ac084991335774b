package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.frame.Duplicate;
import io.mtlab.simulator.network.frame.Loss;
import io.mtlab.simulator.network.frame.LossModel;
import io.mtlab.simulator.network.frame.Reorder;
import io.mtlab.simulator.network.frame.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of frame faults with their attributes, and what each is as a stage. */
enum FaultType {
  DUPLICATE("duplicate", "probability"),
  LOSS("loss", "probability"),
  REORDER("reorder", "probability", "gap", "window");

  private static final int GAP_MAX = 1_000;
  private static final long WINDOW_MS_MAX = 3_600_000;
  private static final double GAP_DEFAULT = 1;
  private static final double WINDOW_MS_DEFAULT = 500;

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // what List.of makes never changes
  private final List<String> attributes;

  FaultType(String word, String... attributes) {
    this.word = word;
    this.attributes = List.of(attributes);
  }

  /** The type that a request means; null for none. */
  static @Nullable FaultType of(String word) {
    for (FaultType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    return null;
  }

  /** What requests and recorded decisions call it. */
  String word() {
    return word;
  }

  List<String> attributes() {
    return attributes;
  }

  /** What attributes have that are not given. */
  List<Double> defaults() {
    return this == REORDER ? List.of(0.0, GAP_DEFAULT, WINDOW_MS_DEFAULT) : List.of(0.0);
  }

  /** Why these values are not taken; null if they are. */
  @Nullable String refusal(List<Double> values) {
    double probability = values.get(0);
    if (!(probability >= 0 && probability <= 1)) {
      return "probability must be from 0 to 1";
    }
    if (this != REORDER) {
      return null;
    }
    double gap = values.get(1);
    if (gap != StrictMath.rint(gap) || gap < 1 || gap > GAP_MAX) {
      return "gap must be a whole number from 1 to " + GAP_MAX;
    }
    double window = values.get(2);
    if (!(millis(window) >= 1 && window <= WINDOW_MS_MAX)) {
      return "window must be more than 0 and at most " + WINDOW_MS_MAX + " ms";
    }
    return null;
  }

  Stage stage(List<Double> values, Site site) {
    return switch (this) {
      case DUPLICATE -> new Duplicate(Share.of(values.get(0)), site);
      case LOSS -> new Loss(values.get(0), site);
      case REORDER -> new Reorder(reorder(values), site);
    };
  }

  /** Gives a stage that {@link #stage} made other values. */
  static void change(Stage stage, List<Double> values) {
    switch (stage) {
      case Duplicate duplicate -> duplicate.change(Share.of(values.get(0)));
      case Loss loss -> loss.change(new LossModel.Random(Share.of(values.get(0))), Loss.NO_MOST);
      case Reorder reorder -> reorder.change(reorder(values));
      default -> throw new IllegalArgumentException("no fault is a " + stage.getClass());
    }
  }

  private static Reorder.Settings reorder(List<Double> values) {
    return new Reorder.Settings(values.get(0), values.get(1).intValue(), millis(values.get(2)));
  }

  private static long millis(double millis) {
    return (long) (millis * Time.MILLISECOND);
  }
}
