package io.mtlab.scenario.model;

import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.profile.FaultKind;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A value that the user may choose for a run with {@code --set name=value}.
 *
 * @param name how it is called in {@code ${name}} and behind {@code --set}
 * @param type what kind of value it takes
 * @param fallback its value when nothing is chosen, in canonical form; null: what the link says
 * @param min the least value allowed, in the type's base unit
 * @param max the greatest value allowed
 * @param choices what a {@link Type#CHOICE} may be; empty for other types
 * @param help one sentence for {@code mtlab list}
 * @param fault the fault of the network that it is; null for anything else
 */
public record Parameter(
    String name,
    Type type,
    @Nullable String fallback,
    OptionalDouble min,
    OptionalDouble max,
    List<String> choices,
    String help,
    @Nullable FaultKind fault) {

  /** The kinds of value. */
  public enum Type {
    COUNT(Quantity.COUNT),
    DURATION(Quantity.DURATION),
    RATE(Quantity.RATE),
    PERCENT(Quantity.PERCENT),
    BANDWIDTH(Quantity.BANDWIDTH),
    CHOICE(null),
    TEXT(null);

    private final @Nullable Quantity quantity;

    Type(@Nullable Quantity quantity) {
      this.quantity = quantity;
    }

    /** The quantity behind a type that is a number; null for choices and texts. */
    public @Nullable Quantity quantity() {
      return quantity;
    }
  }

  /** A number that the network takes from the preset unless it is set. */
  static Parameter ofNetwork(String name, Type type, double max, String help) {
    return new Parameter(
        name,
        type,
        null,
        OptionalDouble.of(0),
        OptionalDouble.of(max),
        List.of(),
        help,
        FaultKind.of(name));
  }

  /** A fault that the network has unless it is set. */
  static Parameter ofFault(FaultKind kind) {
    return new Parameter(
        kind.word(),
        Type.TEXT,
        null,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        kind.about(),
        kind);
  }

  /** Whether it is of the network, and may be chosen for one link alone. */
  boolean isOfNetwork() {
    return fallback == null;
  }

  /** Whether the text tells a fault by more than a number of this type. */
  boolean isFault(String text) {
    return fault != null && (type == Type.TEXT || FaultReader.isStructured(text));
  }

  Parameter renamed(String other) {
    return new Parameter(other, type, fallback, min, max, choices, help, fault);
  }

  /** Whether the text is a value of this parameter's type, in range or not. */
  boolean understands(String text) {
    Quantity quantity = type.quantity();
    return quantity == null || isFault(text) || quantity.parse(text).isPresent();
  }

  /** What is wrong with the text as a value of this parameter; null if nothing is. */
  @Nullable String wrongWith(String text, NamedFiles files) {
    if (fault != null && isFault(text)) {
      return FaultReader.wrongWith(fault, text, files);
    }
    Quantity quantity = type.quantity();
    if (quantity == null) {
      return type == Type.CHOICE && !choices.contains(text)
          ? "\"" + text + "\" is no choice" + Nearest.hint(text, choices)
          : null;
    }
    OptionalDouble value = quantity.parse(text);
    if (value.isEmpty()) {
      return "\"" + text + "\" is not " + quantity.example();
    }
    if (min.isPresent() && value.getAsDouble() < min.getAsDouble()) {
      return text + " is below the least value, " + quantity.format(min.getAsDouble());
    }
    if (max.isPresent() && value.getAsDouble() > max.getAsDouble()) {
      return text + " is above the greatest value, " + quantity.format(max.getAsDouble());
    }
    return null;
  }

  /** The one way of writing a value, so that equal settings leave equal traces. */
  String canonical(String text) {
    Quantity quantity = type.quantity();
    return quantity == null || isFault(text) ? text.strip() : quantity.format(quantity.value(text));
  }

  /** The range or the choices in words, for {@code mtlab list}; empty when all is allowed. */
  public String range() {
    Quantity quantity = type.quantity();
    if (quantity == null) {
      return String.join(" | ", choices);
    }
    if (min.isEmpty() && max.isEmpty()) {
      return "";
    }
    String least = min.isPresent() ? quantity.format(min.getAsDouble()) : "";
    String most = max.isPresent() ? quantity.format(max.getAsDouble()) : "";
    return least + ".." + most;
  }
}
