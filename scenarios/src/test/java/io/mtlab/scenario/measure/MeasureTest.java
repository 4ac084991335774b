package io.mtlab.scenario.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mtlab.scenario.measure.Measurements.Deliveries;
import io.mtlab.scenario.measure.Measurements.Gap;
import io.mtlab.simulator.trace.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces written by hand, whose numbers are known. */
final class MeasureTest {
  private static final Trial TRIAL = new Trial("member", 2, 3);

  private static final String RUN =
      """
      {"t":0,"e":"run","scenario":"x","seed":7,"time":"virtual","parameters":{"members":"2"}}
      """;

  private static final String JOINED =
      """
      {"t":1000000000,"n":"poster","e":"key-agreed","took":100000000}
      {"t":1000000000,"n":"member-1","e":"key-agreed","took":200000000}
      {"t":1500000000,"n":"member-1","e":"signed-in","took":300000000}
      {"t":2000000000,"n":"member-1","e":"joined","took":400000000}
      {"t":2100000000,"n":"member-2","e":"joined","took":600000000}
      """;

  private static final String POSTED =
      """
      {"t":3000000000,"n":"poster","e":"posted","post":0,"intended":3000000000,"audience":2}
      {"t":4000000000,"n":"poster","e":"posted","post":1,"intended":4000000000,"audience":2}
      {"t":5000000000,"n":"poster","e":"posted","post":2,"intended":5000000000,"audience":2}
      """;

  @TempDir private Path folder;

  @Test
  void all_is_well_when_everybody_gets_everything_once_in_order() throws IOException {
    Measurements measured =
        measured(
            JOINED,
            POSTED,
            delivered(4.0, 1, 0, 1000),
            delivered(4.5, 2, 0, 1500),
            delivered(5.0, 1, 1, 1000),
            delivered(5.0, 2, 1, 1000),
            delivered(6.0, 1, 2, 1000),
            delivered(7.0, 2, 2, 2000));

    assertThat(measured.deliveries()).isEqualTo(new Deliveries(6, 6, 0, 0, 0, 0, 1.5));
    assertThat(measured.members()).isEqualTo(new Measurements.Members(2, 1, 1, 2));
    assertThat(measured.gaps().membersLacking()).isZero();
    assertThat(measured.breaches()).isEmpty();
    assertThat(measured.run().seed()).isEqualTo(7);
    assertThat(measured.run().seconds()).isEqualTo(7);
  }

  @Test
  void who_moved_why_and_who_is_not_on_its_first_choice_is_counted() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("trace"),
            RUN
                + """
                {"t":1,"n":"poster","e":"connected","conn":0,"transport":"udp"}
                {"t":1,"n":"member-1","e":"connected","conn":0,"transport":"intermediate"}
                {"t":1,"n":"member-2","e":"connected","conn":0,"transport":"intermediate"}
                {"t":2,"n":"member-1","e":"moved","from":"intermediate","to":"http","why":"CUT"}
                {"t":2,"n":"member-2","e":"moved","from":"intermediate","to":"udp","why":"CUT"}
                {"t":3,"n":"member-2","e":"moved","from":"udp","to":"intermediate","why":"SLOW"}
                """);
    Map<String, String> choices = Map.of("member", "intermediate", "poster", "udp");
    Measure measure = new Measure(new Trial("member", 2, 3, choices));
    TraceReader.read(file, measure);

    Measurements measured = measure.measurements();
    assertThat(measured.transports().inUse())
        .containsExactly(
            Map.entry("http", 1L), Map.entry("intermediate", 1L), Map.entry("udp", 1L));
    assertThat(measured.transports().reasons())
        .containsExactly(Map.entry("CUT", 2L), Map.entry("SLOW", 1L));
    assertThat(measured.value("transports.moves")).isEqualTo(3);
    assertThat(measured.value("transports.elsewhere")).isEqualTo(1);
    assertThat(measure.elsewhere("poster")).isZero();
    assertThat(measure.elsewhere("member")).isOne();
  }

  @Test
  void latencies_come_from_histograms() throws IOException {
    Measurements measured =
        measured(
            JOINED,
            POSTED,
            delivered(4.0, 1, 0, 1000),
            delivered(4.5, 2, 0, 1500),
            delivered(7.0, 2, 2, 2000));

    Latency delivery = requireNonNull(measured.latencies().get("delivery"));
    assertThat(delivery.count()).isEqualTo(3);
    assertThat(delivery.p50()).isCloseTo(1500, within(1.5));
    assertThat(delivery.max()).isCloseTo(2000, within(2.0));
    assertThat(delivery.curve().getLast().percentile()).isEqualTo(100);
    assertThat(measured.value("latencyMs.handshake.p50")).isCloseTo(100, within(0.2));
    assertThat(measured.value("latencyMs.handshake.max")).isCloseTo(200, within(0.2));
    assertThat(measured.value("latencyMs.join.max")).isCloseTo(600, within(0.6));
  }

  @Test
  void what_is_missing_is_named() throws IOException {
    Measurements measured =
        measured(
            JOINED.replaceAll("\\{[^\n]*member-2[^\n]*\n", ""),
            POSTED,
            delivered(4.0, 1, 0, 1000),
            delivered(6.0, 1, 2, 1000));

    assertThat(measured.deliveries().missing()).isEqualTo(4);
    assertThat(measured.gaps().posted()).isEqualTo(3);
    assertThat(measured.gaps().members())
        .containsExactly(
            new Gap("member-1", true, List.of(1), 1),
            new Gap("member-2", false, List.of(0, 1, 2), 3));
  }

  @Test
  void posts_that_were_never_sent_are_missing_too() throws IOException {
    Measurements measured = measured(JOINED);

    assertThat(measured.deliveries()).isEqualTo(new Deliveries(6, 0, 6, 0, 0, 0, 0));
    assertThat(measured.gaps().posted()).isZero();
  }

  @Test
  void a_repetition_counts_and_adds_nothing() throws IOException {
    Measurements measured =
        measured(JOINED, POSTED, delivered(4.0, 1, 0, 1000), delivered(4.1, 1, 0, 1100));

    assertThat(measured.deliveries().received()).isEqualTo(1);
    assertThat(measured.deliveries().duplicated()).isEqualTo(1);
    assertThat(measured.deliveries().outOfOrder()).isZero();
  }

  @Test
  void an_earlier_post_after_a_later_one_is_out_of_order() throws IOException {
    Measurements measured =
        measured(
            JOINED,
            POSTED,
            delivered(5.1, 1, 2, 100),
            delivered(5.2, 1, 0, 2200),
            delivered(5.3, 1, 1, 1300),
            delivered(5.4, 2, 0, 2400));

    assertThat(measured.deliveries().outOfOrder()).isEqualTo(2);
  }

  @Test
  void a_post_that_nobody_sent_breaks_an_invariant() throws IOException {
    Measurements measured = measured(JOINED, POSTED, delivered(5.1, 1, 3, 100));

    assertThat(measured.deliveries().received()).isZero();
    assertThat(measured.breaches())
        .containsExactly(
            new Measurements.Breach(
                "delivered-was-posted", "member-1 got post 3, which nobody sent"));
  }

  @Test
  void a_post_to_somebody_outside_breaks_an_invariant() throws IOException {
    Measurements measured = measured(POSTED, delivered(5.1, 1, 0, 100));

    assertThat(measured.breaches())
        .extracting(Measurements.Breach::invariant)
        .containsExactly("delivered-after-joining");
  }

  @Test
  void decisions_wire_and_costs_are_added_up() throws IOException {
    Measurements measured =
        measured(
            JOINED,
            POSTED,
            """
            {"t":1,"n":"member-1","e":"decision","link":"l","conn":0,"dir":"up","i":3,"f":"loss"}
            {"t":2,"n":"member-1","e":"decision","link":"l","conn":0,"dir":"down","i":4,"f":"loss"}
            {"t":1000000000,"e":"decisions","second":0,"delay":40,"loss":2}
            {"t":1000000000,"e":"wire","second":0,"up":300,"down":700}
            {"t":2000000000,"e":"wire","second":1,"up":100,"down":100}
            {"t":1,"e":"stats","side":"server","cpu":5000000,"heap":10,"rss":20,"connections":3}
            {"t":2,"e":"stats","side":"server","cpu":9000000,"heap":8,"rss":25,"connections":2}
            """,
            delivered(4.0, 1, 0, 1000),
            delivered(4.0, 2, 0, 1000));

    assertThat(measured.decisions())
        .containsExactly(Map.entry("delay", 40L), Map.entry("loss", 4L));
    assertThat(measured.wire()).isEqualTo(new Measurements.Wire(400, 800, 600));
    assertThat(measured.resources().server()).isEqualTo(new Measurements.Side(0.009, 10, 25));
    assertThat(measured.resources().connectionsPeak()).isEqualTo(3);
    assertThat(measured.series().bytesDown().at(0)).isEqualTo(700);
    assertThat(measured.series().bytesDown().at(1)).isEqualTo(100);
  }

  @Test
  void a_post_that_is_offered_late_means_that_the_generator_was_saturated() throws IOException {
    String late = POSTED.replace("\"t\":3000000000", "\"t\":4500000000");

    assertThat(measured(JOINED, POSTED).generator().saturated()).isFalse();
    assertThat(measured(JOINED, late).generator().saturated()).isTrue();
    assertThat(measured(JOINED, late).generator().latestPostMs()).isEqualTo(1500);
  }

  @Test
  void every_post_counts_for_it() throws IOException {
    String late = POSTED.replace("\"t\":5000000000", "\"t\":6500000000");

    assertThat(measured(JOINED, late).generator().saturated()).isTrue();
    assertThat(measured(JOINED, late).generator().latestPostMs()).isEqualTo(1500);
  }

  @Test
  void clients_that_stood_still_mean_the_same() throws IOException {
    String stats =
        """
        {"t":1000000000,"e":"stats","side":"clients","cpu":1,"heap":1,"rss":1,"connections":1}
        {"t":7000000000,"e":"stats","side":"clients","cpu":1,"heap":1,"rss":1,"connections":1}
        """;

    assertThat(measured(stats).generator().saturated()).isTrue();
    assertThat(measured(stats.replace("7000000000", "5000000000")).generator().saturated())
        .isFalse();
  }

  @Test
  void phases_have_a_begin_and_an_end() throws IOException {
    Measurements measured =
        measured(
            """
            {"t":1000000000,"e":"phase","name":"create","state":"started"}
            {"t":2000000000,"e":"phase","name":"create","state":"ended"}
            {"t":2000000000,"e":"phase","name":"join","state":"started"}
            """);

    assertThat(measured.phases())
        .containsExactly(
            new Measurements.Phase("create", 1, 2), new Measurements.Phase("join", 2, -1));
  }

  @Test
  void a_file_read_and_written_again_is_the_same() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Files.writeString(first, RUN + JOINED + POSTED + delivered(4.0, 1, 0, 1000));

    try (TraceFile copy = new TraceFile(Files.newOutputStream(second), 0)) {
      TraceReader.read(first, copy);
    }

    assertThat(second).hasSameTextualContentAs(first);
  }

  @Test
  void what_is_no_trace_is_refused_with_its_line() throws IOException {
    Path file = folder.resolve("bad");
    Files.writeString(file, RUN + "{\"t\":1,\"e\":\"posted\"}\n");

    assertThatThrownBy(() -> TraceReader.read(file, new Measure(TRIAL)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("line 2 is no line of a trace");
  }

  private Measurements measured(String... parts) throws IOException {
    Path file = folder.resolve("trace");
    Files.writeString(file, RUN + String.join("", parts));
    Measure measure = new Measure(TRIAL);
    TraceReader.read(file, measure);
    return measure.measurements();
  }

  private static String delivered(double second, int member, int post, long latencyMs) {
    return """
    {"t":%d,"n":"member-%d","e":"delivered","post":%d,"latency":%d,"via":"update"}
    """
        .formatted((long) (second * 1e9), member, post, latencyMs * 1_000_000);
  }
}
