package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Manifest;
import io.mtlab.conformance.implementation.StepResult;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A report for machines; {@code scenarios/schema/interop.json} says what is in it. */
public final class InteropJson {
  private static final int FORMAT = 1;

  private InteropJson() {}

  /**
   * The report as one line of JSON.
   *
   * @param version the version of this program
   */
  public static String text(InteropReport report, String version) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT).put("mtlab", version).put("ok", report.ok());
    root.put("millis", report.millis());
    ArrayNode implementations = root.putArray("implementations");
    report
        .byImplementation()
        .forEach((each, results) -> {
          Manifest manifest = each.manifest();
          ObjectNode node = implementations.addObject();
          node.put("name", manifest.name()).put("title", manifest.title());
          node.put("version", manifest.version()).put("licence", manifest.licence());
          node.put("language", manifest.language());
          node.put("role", manifest.role().name().toLowerCase(Locale.ROOT));
          ArrayNode cells = node.putArray("cells");
          results.forEach(result -> add(cells.addObject(), result));
        });
    return JsonMapper.shared().writeValueAsString(root);
  }

  private static void add(ObjectNode node, CellResult result) {
    node.put("transport", result.cell().transport()).put("verdict", result.verdict().id());
    node.put("millis", result.millis());
    if (!result.reason().isEmpty()) {
      node.put("reason", result.reason());
    }
    ArrayNode steps = node.putArray("steps");
    for (StepResult step : result.steps()) {
      ObjectNode one = steps.addObject().put("step", step.step().id());
      one.put("outcome", step.outcome().id()).put("millis", step.millis());
      if (!step.reason().isEmpty()) {
        one.put("reason", step.reason());
      }
    }
    ArrayNode findings = node.putArray("findings");
    result.evidence().findings().forEach(findings::add);
    node.put("repeat", result.cell().repeat());
  }
}
