package io.mtlab.scenario.replay;

import io.mtlab.scenario.model.NetworkWord;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A scenario that was written anew: with what was chosen for one run as its defaults. */
final class ShrunkScenario {
  /** Quotes only where YAML would take a text for something else. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .build();

  private ShrunkScenario() {}

  /**
   * The text of a scenario that needs no {@code --set} to be that of a run.
   *
   * @param source the scenario as it was written
   * @param parameters the values of the run
   * @param decisions what happens to frames, and nothing else
   * @param remark a line of comment
   */
  static String text(
      String source,
      SequencedMap<String, String> parameters,
      List<Decision> decisions,
      String remark) {
    ObjectNode root = (ObjectNode) YAML.readTree(source);
    JsonNode own = root.path("parameters");
    for (Map.Entry<String, String> chosen : parameters.entrySet()) {
      if (own.get(chosen.getKey()) instanceof ObjectNode parameter) {
        parameter.put("default", chosen.getValue());
      } else {
        String word = NetworkWord.plain(chosen.getKey());
        root.path("links").forEach(link -> set((ObjectNode) link, word, chosen.getValue()));
      }
    }
    ArrayNode list = root.putArray("decisions");
    decisions.forEach(each -> describe(list.addObject(), each));
    return "# " + remark + "\n" + YAML.writeValueAsString(root);
  }

  private static void set(ObjectNode link, String word, String value) {
    boolean structured = value.startsWith("{") || value.startsWith("[");
    if (structured) {
      link.set(word, YAML.readTree(value));
    } else {
      link.put(word, value);
    }
  }

  private static void describe(ObjectNode to, Decision decision) {
    to.put("fault", decision.fault());
    to.put("link", decision.link());
    to.put("node", decision.node());
    to.put("connection", decision.connection());
    to.put("direction", decision.stream() == Stream.UPSTREAM ? "up" : "down");
    to.put("frame", decision.index());
  }
}
