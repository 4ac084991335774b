package io.mtlab.scenario.model;

import io.mtlab.simulator.network.profile.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The words with which a link, or the user of any network scenario, changes a preset. */
public enum NetworkWord {
  DELAY(
      Parameter.Type.DURATION,
      60e9,
      "one-way delay, or {base: 40ms, jitter: 9ms, distribution: normal}"),
  JITTER(Parameter.Type.DURATION, 60e9, "how far the delay varies"),
  RATE(
      Parameter.Type.BANDWIDTH,
      100e9,
      "bandwidth of each connection and direction, or {rate: 1mbit, burst: 64kb}"),
  LOSS(
      Parameter.Type.PERCENT,
      1,
      "share of frames that are lost, or {model: gilbert, p: 1%, r: 20%}"),
  DUPLICATE(Parameter.Type.PERCENT, 1, "share of frames that arrive twice"),
  REORDER(Parameter.Type.PERCENT, 1, "share of frames that later ones overtake");

  /** The parameter that chooses the preset itself. */
  public static final String NETWORK = "network";

  /** Put before a network parameter whose name the scenario uses for something else. */
  static final String LINK_PREFIX = "link-";

  private final Parameter.Type type;
  private final double max;
  private final String help;

  NetworkWord(Parameter.Type type, double max, String help) {
    this.type = type;
    this.max = max;
    this.help = help;
  }

  /** The word of a link that a parameter of the network sets. */
  public static String plain(String parameter) {
    return parameter.startsWith(LINK_PREFIX)
        ? parameter.substring(LINK_PREFIX.length())
        : parameter;
  }

  /** The word as written in files and behind {@code --set}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What values it takes. */
  public Quantity quantity() {
    Quantity quantity = type.quantity();
    if (quantity == null) {
      throw new IllegalStateException("every network word is a number");
    }
    return quantity;
  }

  Parameter parameter() {
    return Parameter.ofNetwork(word(), type, max, help);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(NetworkWord::word).toList();
  }

  /** The parameters that every scenario with a network has besides its own. */
  static List<Parameter> parameters(List<String> presets, List<Parameter> own) {
    List<Parameter> all = new ArrayList<>();
    OptionalDouble none = OptionalDouble.empty();
    all.add(
        new Parameter(
            NETWORK,
            Parameter.Type.CHOICE,
            null,
            none,
            none,
            presets,
            "preset of every link",
            null));
    for (NetworkWord word : values()) {
      all.add(apart(word.parameter(), own));
    }
    for (FaultKind kind : FaultKind.values()) {
      if (!words().contains(kind.word())) {
        all.add(apart(Parameter.ofFault(kind), own));
      }
    }
    return all;
  }

  private static Parameter apart(Parameter parameter, List<Parameter> own) {
    boolean taken = own.stream().anyMatch(other -> other.name().equals(parameter.name()));
    return taken ? parameter.renamed(LINK_PREFIX + parameter.name()) : parameter;
  }
}
