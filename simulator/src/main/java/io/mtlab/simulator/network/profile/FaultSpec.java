package io.mtlab.simulator.network.profile;

import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Windows;
import io.mtlab.simulator.network.frame.Share;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was asked for: a word, and what was said about it.
 *
 * @param stream in which direction; null: in both
 * @param given the attributes that were given, by name
 */
public record FaultSpec(
    FaultKind kind, @Nullable Stream stream, SequencedMap<String, Value> given) {
  /** Checks that the attributes fit each other; each value was checked when it was read. */
  public FaultSpec {
    given = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(given));
    given.keySet().forEach(kind::attribute);
  }

  /** A fault in both directions with these values, which are checked together. */
  public static FaultSpec of(FaultKind kind, SequencedMap<String, Value> given) {
    return new FaultSpec(kind, null, given).checked();
  }

  /** A fault with attributes as they are written in files: name, value, name, value and so on. */
  public static FaultSpec of(String word, String... namesAndValues) {
    FaultKind kind = FaultKind.of(word);
    if (kind == null) {
      throw new BadFaultException(null, "no fault is called " + word + FaultKind.hint(word));
    }
    SequencedMap<String, Value> given = new LinkedHashMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      given.put(name, kind.attribute(name).parse(namesAndValues[i + 1]));
    }
    return of(kind, given);
  }

  /** The same in one direction only. */
  public FaultSpec in(@Nullable Stream direction) {
    return new FaultSpec(kind, direction, given);
  }

  /** This fault, if its attributes fit each other. */
  public FaultSpec checked() {
    FaultRules.check(this);
    return this;
  }

  /** Whether it can do anything in this direction of this connection. */
  public boolean concerns(PassageId id, Stream direction) {
    return (stream == null || stream == direction) && spans("connections").has(id.connection());
  }

  /** Whether it needs whole frames. */
  public boolean faultsFrames() {
    return kind.ofFrames() || (kind == FaultKind.TRACE && Traces.loses(this));
  }

  /** Whether the attribute was given. */
  public boolean has(String attribute) {
    return given.containsKey(attribute);
  }

  /**
   * The value of an attribute, given or not; null if there is none. A fault that names messages is
   * for all of them, unless it says how many.
   */
  public @Nullable Value value(String attribute) {
    Value value = given.get(attribute);
    if (value == null && attribute.equals("probability") && has("messages")) {
      return new Value.Num(1);
    }
    return value == null ? kind.attribute(attribute).fallback() : value;
  }

  /** Whether an attribute is told: what was given, and what matters most in any case. */
  public boolean tells(Attribute attribute) {
    boolean main =
        switch (kind) {
          case LOSS -> word("model").equals("random") && attribute.name().equals(kind.main());
          case REORDER -> List.of("probability", "gap", "window").contains(attribute.name());
          default -> attribute.name().equals(kind.main());
        };
    return main || has(attribute.name());
  }

  /** For people: the word with what was given, in the units of the API. */
  public String words() {
    StringBuilder text = new StringBuilder(kind.word());
    given.forEach((name, value) -> {
      text.append(' ').append(name).append(' ');
      switch (value) {
        case Value.Num(double number) ->
            text.append(
                BigDecimal.valueOf(kind.attribute(name).apiNumber(number))
                    .stripTrailingZeros()
                    .toPlainString());
        case Value.Word(String word) -> text.append(word);
        case Value.Table(List<Double> numbers) ->
            text.append('(').append(numbers.size()).append(" numbers)");
      }
    });
    return stream == null ? text.toString() : text + " " + stream.name().toLowerCase(Locale.ROOT);
  }

  /** A number in its base unit. */
  double number(String attribute) {
    if (value(attribute) instanceof Value.Num(double number)) {
      return number;
    }
    throw new BadFaultException(null, kind.word() + " needs " + attribute);
  }

  /** A number that may be left out. */
  double number(String attribute, double otherwise) {
    return value(attribute) instanceof Value.Num(double number) ? number : otherwise;
  }

  long whole(String attribute) {
    return (long) number(attribute);
  }

  String word(String attribute) {
    if (value(attribute) instanceof Value.Word(String text)) {
      return text;
    }
    throw new BadFaultException(null, kind.word() + " needs " + attribute);
  }

  /** Several words. */
  List<String> names(String attribute) {
    return List.of(word(attribute).split(",", -1));
  }

  /** The same at any time. */
  FaultSpec always() {
    SequencedMap<String, Value> rest = new LinkedHashMap<>(given);
    List.of("from", "until", "phase").forEach(rest::remove);
    return new FaultSpec(kind, stream, rest);
  }

  /** Whether it is there at any time, for all connections. */
  boolean isAlwaysThere() {
    return given.keySet().stream()
        .noneMatch(name -> List.of("from", "until", "phase", "connections").contains(name));
  }

  /** The same with this round trip in nanoseconds, if it leaves one open; 0 is none. */
  FaultSpec withRoundTrip(long roundTrip) {
    if (kind != FaultKind.TCP_LOSS || roundTrip == 0 || has("round-trip")) {
      return this;
    }
    SequencedMap<String, Value> all = new LinkedHashMap<>(given);
    all.put("round-trip", new Value.Num((double) roundTrip));
    return new FaultSpec(kind, stream, all);
  }

  List<Double> table(String attribute) {
    if (value(attribute) instanceof Value.Table(List<Double> numbers)) {
      return numbers;
    }
    throw new BadFaultException(null, kind.word() + " needs " + attribute);
  }

  Spans spans(String attribute) {
    return value(attribute) instanceof Value.Word(String text) ? Spans.parse(text) : Spans.ALL;
  }

  Share share() {
    return new Share(number("probability"), number("correlation"));
  }

  /** When the fault is there at all. */
  Windows window() {
    long from = (long) number("from", 0);
    double until = number("until", Double.POSITIVE_INFINITY);
    return Double.isInfinite(until)
        ? new Windows(from, Long.MAX_VALUE, 0, 1)
        : new Windows(from, (long) until - from, 0, 1);
  }

  /** When a fault that comes and goes is there. */
  Windows comings() {
    long on = has("on") ? whole("on") : Long.MAX_VALUE;
    int repeat = (int) number("repeat", number("off") > 0 ? 0 : 1);
    return new Windows(whole("after"), on, whole("off"), repeat);
  }
}
