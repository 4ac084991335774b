package io.mtlab.scenario.engine.way;

import io.mtlab.scenario.model.NetworkWord;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.Scenario.PathSpec;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The scenario's links as the simulator's networks. */
public final class Networks {
  private static final int BITS_PER_BYTE = 8;

  private Networks() {}

  /** The link's preset with its words. */
  public static NetworkProfile profile(LinkSpec link) {
    NetworkProfile profile = Presets.byName(link.preset());
    for (Map.Entry<NetworkWord, Double> word : link.words().entrySet()) {
      profile = changed(profile, word.getKey(), word.getValue());
    }
    for (FaultSpec fault : link.faults()) {
      profile = profile.without(fault.kind());
    }
    return profile.withFaults(link.faults());
  }

  /** The links for people, and behind them the ways through sites. */
  public static List<String> words(Scenario scenario) {
    List<String> lines = new ArrayList<>(scenario.links().stream().map(Networks::words).toList());
    scenario.paths().stream()
        .filter(path -> !path.site().isEmpty())
        .map(PathSpec::words)
        .forEach(lines::add);
    return lines;
  }

  /** The link for people: preset and what differs from it. */
  private static String words(LinkSpec link) {
    StringBuilder text = new StringBuilder(link.id()).append(": ").append(link.preset());
    link.words()
        .forEach((word, value) ->
            text.append(", ")
                .append(word.word())
                .append(' ')
                .append(word.quantity().format(value)));
    link.faults().forEach(fault -> text.append(", ").append(fault.words()));
    return text.toString();
  }

  private static NetworkProfile changed(NetworkProfile profile, NetworkWord word, double value) {
    return switch (word) {
      case DELAY -> profile.withDelay((long) value, profile.jitter());
      case JITTER -> profile.withDelay(profile.delay(), (long) value);
      case RATE ->
          profile.withRate(
              value == 0
                  ? NetworkProfile.UNLIMITED
                  : Math.max(1, Math.round(value / BITS_PER_BYTE)));
      case LOSS -> profile.withLoss(value);
      case DUPLICATE -> profile.withDuplicate(value);
      case REORDER -> profile.withReorder(value);
    };
  }
}
