package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.stream.Delay;
import io.mtlab.simulator.network.stream.Limit;
import io.mtlab.simulator.network.stream.Rate;
import io.mtlab.simulator.network.stream.Reset;
import io.mtlab.simulator.network.stream.Slice;
import io.mtlab.simulator.network.stream.SlowClose;
import io.mtlab.simulator.network.stream.Timeout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of toxics with their attributes, in the order in which Toxiproxy writes them, and what
 * each is as a stage. Attribute values are whole numbers; some would end the real server at the
 * next data, and are refused here ({@link #refusal}).
 */
enum ToxicType {
  BANDWIDTH("bandwidth", "Bandwidth", "rate", "rate"),
  LATENCY("latency", "Latency", "delay", "latency", "jitter"),
  LIMIT_DATA("limit_data", "LimitData", "limit", "bytes"),
  NOOP("noop", "Noop", "noop"),
  RESET_PEER("reset_peer", "Reset", "reset", "timeout"),
  SLICER("slicer", "Slicer", "slice", "average_size", "size_variation", "delay"),
  SLOW_CLOSE("slow_close", "SlowClose", "slow-close", "delay"),
  TIMEOUT("timeout", "Timeout", "timeout", "timeout");

  private static final long BYTES_PER_RATE = 1000;

  private final String word;
  private final String struct;
  private final String fault;

  @SuppressWarnings("ImmutableEnumChecker") // what List.of makes never changes
  private final List<String> attributes;

  ToxicType(String word, String struct, String fault, String... attributes) {
    this.word = word;
    this.struct = struct + "Toxic";
    this.fault = fault;
    this.attributes = List.of(attributes);
  }

  /** The type that a request means; null for none. */
  static @Nullable ToxicType of(String word) {
    for (ToxicType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    return null;
  }

  /** What requests call it. */
  String word() {
    return word;
  }

  /** What the real server's error messages call it. */
  String struct() {
    return struct;
  }

  /** What decisions are recorded under. */
  String fault() {
    return fault;
  }

  List<String> attributes() {
    return attributes;
  }

  /** The number type in error messages; both have 64 bits. */
  String goType() {
    return this == SLICER ? "int" : "int64";
  }

  /** Why these values are not taken; null if they are. */
  @Nullable String refusal(List<Long> values) {
    return switch (this) {
      case LATENCY -> values.get(1) >= 1L << 62 ? "jitter must be less than 2^62" : null;
      case BANDWIDTH ->
          values.get(0) < 0 || values.get(0) > Long.MAX_VALUE / 100
              ? "rate must be from 0 to 2^63/100"
              : null;
      case SLICER -> slicerRefusal(values);
      case LIMIT_DATA, NOOP, RESET_PEER, SLOW_CLOSE, TIMEOUT -> null;
    };
  }

  /**
   * The stage for one connection; null for a noop.
   *
   * @param resets whether a reset is a reset: it is for connections opened after the toxic was made
   */
  @Nullable Stage stage(List<Long> values, Site site, boolean resets, long now) {
    return switch (this) {
      case BANDWIDTH -> new Rate(bytesPerSecond(values));
      case LATENCY -> new Delay(delay(values), site);
      case LIMIT_DATA -> new Limit(values.get(0));
      case NOOP -> null;
      case RESET_PEER -> new Reset(millis(values.get(0)), resets ? Unit.End.RST : Unit.End.FIN);
      case SLICER -> new Slice(slices(values), site);
      case SLOW_CLOSE -> new SlowClose(millis(values.get(0)));
      case TIMEOUT -> new Timeout(millis(values.get(0)), now);
    };
  }

  /** Gives a stage that {@link #stage} made other values. */
  static void change(Stage stage, List<Long> values, long now, Next next) {
    switch (stage) {
      case Rate rate -> rate.change(bytesPerSecond(values), now, next);
      case Delay delay -> delay.change(delay(values), now, next);
      case Limit limit -> limit.change(values.get(0));
      case Reset reset -> reset.change(millis(values.get(0)));
      case Slice slice -> slice.change(slices(values), now, next);
      case SlowClose slowClose -> slowClose.change(millis(values.get(0)), now, next);
      case Timeout timeout -> timeout.change(millis(values.get(0)), now);
      default -> throw new IllegalArgumentException("no toxic is a " + stage.getClass());
    }
  }

  private static @Nullable String slicerRefusal(List<Long> values) {
    long average = values.get(0);
    long variation = values.get(1);
    if (average < 1 || average > Integer.MAX_VALUE) {
      return "average_size must be from 1 to 2^31-1";
    }
    if (variation > average || variation < 1 - average) {
      return "size_variation must be at most average_size, and more than -average_size";
    }
    return null;
  }

  private static Slice.Settings slices(List<Long> values) {
    long pause = saturated(values.get(2), Time.MICROSECOND);
    return new Slice.Settings(values.get(0).intValue(), values.get(1).intValue(), pause);
  }

  private static Delay.Settings delay(List<Long> values) {
    return new Delay.Settings(millis(values.get(0)), Math.max(0, millis(values.get(1))));
  }

  private static long bytesPerSecond(List<Long> values) {
    return saturated(values.get(0), BYTES_PER_RATE);
  }

  private static long millis(long millis) {
    return saturated(millis, Time.MILLISECOND);
  }

  private static long saturated(long value, long unit) {
    long most = Long.MAX_VALUE / unit;
    return Math.clamp(value, -most, most) * unit;
  }
}
