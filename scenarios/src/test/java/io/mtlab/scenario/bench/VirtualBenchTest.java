package io.mtlab.scenario.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole bench, once: every figure comes out. */
@Tag("ci")
class VirtualBenchTest {
  @Test
  void everything_is_measured() {
    List<String> told = new ArrayList<>();
    List<Figure> figures = new VirtualBench(1, told::add).run();

    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("timeline-10000", "timeline-100000", "timeline-1000000", "links");
    assertThat(figures).allSatisfy(figure -> assertThat(figure.ratio()).isPositive());
    assertThat(told).hasSize(4);
  }
}
