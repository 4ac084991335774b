package io.mtlab.scenario.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole bench, in short, with the real server: every figure comes out. */
@Tag("ci")
class ProxyBenchTest {
  @Test
  void everything_is_measured_on_all_ways() throws Exception {
    List<String> told = new ArrayList<>();
    List<Figure> figures = new ProxyBench(new ProxyBench.Manner(1, 0.2, true), told::add).run();

    assertThat(figures).extracting(Figure::id).doesNotHaveDuplicates().hasSize(23);
    assertThat(figures).allSatisfy(figure -> assertThat(figure.other()).isNotNull());
    assertThat(figures)
        .filteredOn(figure -> figure.about().contains("/s"))
        .hasSize(10)
        .allSatisfy(figure -> assertThat(figure.ours()).isPositive());
    assertThat(told).contains("latency, bandwidth", "frames, no toxic");
  }
}
