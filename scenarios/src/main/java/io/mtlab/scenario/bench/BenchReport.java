package io.mtlab.scenario.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The figures of a bench as a table, and as JSON. */
public final class BenchReport {
  private static final int NUMBER_WIDTH = 12;
  private static final double FEW = 100;

  private BenchReport() {}

  /**
   * What was measured.
   *
   * @param name behind {@code mtlab bench}
   * @param other what stands beside ours, as the head of a column
   * @param rounds how often each was measured
   * @param seconds how long each took; 0 where it took as long as it took
   */
  public record Bench(String name, String other, int rounds, double seconds) {}

  /** The table. */
  public static List<String> lines(Bench bench, List<Figure> figures) {
    int width = figures.stream().mapToInt(figure -> figure.about().length()).max().orElse(0) + 2;
    boolean hasDirect = figures.stream().anyMatch(figure -> figure.direct() != null);
    List<String> lines = new ArrayList<>();
    lines.add(
        " ".repeat(width)
            + (hasDirect ? right("direct") : "")
            + right("ours")
            + right(bench.other())
            + right("ours/" + bench.other())
            + "  target");
    for (Figure figure : figures) {
      StringBuilder line = new StringBuilder(figure.about());
      line.append(" ".repeat(width - figure.about().length()));
      line.append(hasDirect ? right(number(figure.direct())) : "");
      line.append(right(number(figure.ours())));
      line.append(right(number(figure.other()))).append(right(ratio(figure.ratio())));
      lines.add(line.append("  ").append(target(figure)).toString().stripTrailing());
    }
    return lines;
  }

  /** The same for machines. */
  public static String json(Bench bench, List<Figure> figures) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", 1);
    root.put("bench", bench.name()).put("other", bench.other());
    root.put("rounds", bench.rounds()).put("seconds", bench.seconds());
    ArrayNode all = root.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode one = all.addObject().put("id", figure.id()).put("about", figure.about());
      one.put("direct", figure.direct()).put("ours", figure.ours());
      one.put("other", figure.other()).put("ratio", figure.ratio());
      Figure.Target target = figure.target();
      Double ratio = figure.ratio();
      if (target != null) {
        one.putObject("target")
            .put("name", target.name())
            .put(target.least() ? "min" : "max", target.bound())
            .put("met", ratio == null ? null : (Boolean) target.met(ratio));
      }
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static String target(Figure figure) {
    Figure.Target target = figure.target();
    Double ratio = figure.ratio();
    if (target == null) {
      return "";
    }
    return target + (ratio == null ? "" : target.met(ratio) ? "  met" : "  missed");
  }

  private static String number(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    return String.format(Locale.ROOT, Math.abs(value) < FEW ? "%,.2f" : "%,.0f", value);
  }

  private static String ratio(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, NUMBER_WIDTH - text.length())) + text;
  }
}
