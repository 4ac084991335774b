package io.mtlab.scenario.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.model.schema.Schemas;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How figures are shown. */
class BenchReportTest {
  private static final BenchReport.Bench BENCH = new BenchReport.Bench("proxy", "real", 5, 0.5);
  private static final Figure.Target FAST = new Figure.Target("T19", 1.0, true);
  private static final Figure.Target LITTLE = new Figure.Target("T21", 1.0, false);
  private static final List<Figure> FIGURES =
      List.of(
          new Figure("fast", "MB/s", 3_000.0, 700, 650.0, FAST),
          new Figure("late", "us added", 20.5, 60, 50.0, LITTLE),
          new Figure("alone", "CPU", null, 1.25, null, LITTLE));

  @Test
  void the_table_has_ratios_and_says_which_targets_are_met() {
    List<String> lines = BenchReport.lines(BENCH, FIGURES);

    assertThat(lines.get(0)).matches(" +direct +ours +real +ours/real +target");
    assertThat(lines.get(1)).matches("MB/s +3,000 +700 +650 +1\\.08 +T19 >= 1\\.0 +met");
    assertThat(lines.get(2))
        .matches("us added +20\\.50 +60\\.00 +50\\.00 +1\\.20 +T21 <= 1.0 +missed");
    assertThat(lines.get(3)).matches("CPU +1\\.25 +T21 <= 1\\.0");
  }

  @Test
  void json_keeps_its_schema() {
    String text = BenchReport.json(BENCH, FIGURES);
    JsonNode json = JsonMapper.shared().readTree(text);

    assertThat(Schemas.load(Schemas.BENCH).check(json)).isEmpty();
    assertThat(json.at("/figures/0/target/met").asBoolean()).isTrue();
    assertThat(json.at("/figures/1/target/met").asBoolean()).isFalse();
    assertThat(json.at("/figures/2/target/met").isNull()).isTrue();
    String wrong = text.replace("\"rounds\" : 5", "\"rounds\" : 0");
    assertThat(Schemas.load(Schemas.BENCH).check(JsonMapper.shared().readTree(wrong))).hasSize(1);
  }
}
