package io.mtlab.scenario.replay;

import io.mtlab.scenario.model.NetworkWord;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
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

  /** The attributes of faults that name a file: of a trace and of a table of delays. */
  private static final List<String> FILE_KEYS = List.of("file", "table");

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
        int dot = chosen.getKey().indexOf('.');
        String id = chosen.getKey().substring(0, Math.max(0, dot));
        String word = NetworkWord.plain(chosen.getKey().substring(dot + 1));
        JsonNode value = value(word, chosen.getValue());
        for (JsonNode link : root.path("links")) {
          if (id.isEmpty() || isCalled(link, id)) {
            ((ObjectNode) link).set(word, value);
          }
        }
      }
    }
    ArrayNode list = root.putArray("decisions");
    decisions.forEach(each -> describe(list.addObject(), each));
    return "# " + remark + "\n" + YAML.writeValueAsString(root);
  }

  /** A link is called by what it joins, in the order of the way to the server. */
  private static boolean isCalled(JsonNode link, String id) {
    String one = link.path("between").path(0).asString("");
    String other = link.path("between").path(1).asString("");
    return id.equals(one + "-" + other) || id.equals(other + "-" + one);
  }

  /** What was typed, with the names of files as those of their copies beside the scenario. */
  private static JsonNode value(String word, String typed) {
    boolean structured = typed.startsWith("{") || typed.startsWith("[");
    boolean file = !structured && word.equals(FaultKind.TRACE.word());
    JsonNode value =
        structured ? YAML.readTree(typed) : StringNode.valueOf(file ? copy(typed) : typed);
    for (JsonNode fault : value.isArray() ? value : List.of(value)) {
      for (String key : FILE_KEYS) {
        if (fault instanceof ObjectNode each && each.path(key).isString()) {
          each.put(key, copy(each.path(key).asString()));
        }
      }
    }
    return value;
  }

  private static String copy(String name) {
    return NamedFiles.FOLDER + "/" + NamedFiles.TYPED + "/" + NamedFiles.copy(name);
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
