package io.mtlab.scenario.cli;

import io.mtlab.conformance.ledger.Requirement;
import io.mtlab.conformance.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requirements as text of at most 100 columns, or as JSON of the ledger's form. */
final class RequirementsText {
  private static final int WIDTH = 100;

  private RequirementsText() {}

  /** The lines of one in a list. */
  static List<String> entry(Requirement one) {
    String head =
        String.format(
            Locale.ROOT,
            "   %-7s%-8s%-8s%-11s",
            one.id(),
            one.role().word(),
            one.level(),
            state(one));
    List<String> lines = new ArrayList<>(under(head, one.rule()));
    if (one.standing() instanceof Standing.Untestable(String reason)) {
      lines.addAll(under(" ".repeat(head.length()), "No test: " + reason));
    }
    return lines;
  }

  /** All that is known of one. */
  static List<String> whole(Requirement one) {
    List<String> lines = new ArrayList<>();
    lines.add(one.id() + "  " + one.chapter().title());
    lines.addAll(field("role", one.role().word()));
    lines.addAll(field("level", one.level().name()));
    lines.addAll(field("rule", one.rule()));
    lines.addAll(field("section", one.link().orElse(one.section())));
    one.conflict().ifPresent(text -> lines.addAll(field("conflict", text + " Both are accepted.")));
    switch (one.standing()) {
      case Standing.Tested(List<String> classes) ->
          lines.addAll(field("tests", String.join(", ", classes)));
      case Standing.Untestable(String reason) -> lines.addAll(field("no test", reason));
      case Standing.Planned planned -> lines.addAll(field("tests", "planned, not built yet"));
      case Standing.Open open -> lines.addAll(field("tests", "none yet"));
    }
    return lines;
  }

  /** How many there are of each kind. */
  static String sum(List<Requirement> all) {
    return String.format(
        Locale.ROOT,
        "%d requirements: %d tested, %d untestable, %d planned, %d open",
        all.size(),
        count(all, Standing.Tested.class),
        count(all, Standing.Untestable.class),
        count(all, Standing.Planned.class),
        count(all, Standing.Open.class));
  }

  /** The same form as the ledger's file, so that its schema holds for it. */
  static String json(List<Requirement> all) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode requirements = root.putArray("requirements");
    for (Requirement one : all) {
      ObjectNode node = requirements.addObject();
      node.put("id", one.id()).put("role", one.role().word()).put("level", one.level().name());
      node.put("rule", one.rule()).put("section", one.section());
      one.conflict().ifPresent(text -> node.put("conflict", text));
      switch (one.standing()) {
        case Standing.Tested(List<String> classes) -> {
          ArrayNode tests = node.putArray("tests");
          classes.forEach(tests::add);
        }
        case Standing.Untestable(String reason) -> node.put("untestable", reason);
        case Standing.Planned planned -> node.put("planned", true);
        case Standing.Open open -> {
          // Nothing is said of what nothing holds.
        }
      }
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static String state(Requirement one) {
    return switch (one.standing()) {
      case Standing.Tested tested -> "tested";
      case Standing.Untestable untestable -> "untestable";
      case Standing.Planned planned -> "planned";
      case Standing.Open open -> "open";
    };
  }

  private static long count(List<Requirement> all, Class<? extends Standing> kind) {
    return all.stream().filter(one -> kind.isInstance(one.standing())).count();
  }

  private static List<String> field(String name, String text) {
    return under(String.format(Locale.ROOT, "  %-10s", name), text);
  }

  /** The text behind the head, with further lines below its start. */
  private static List<String> under(String head, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(head.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
