package io.mtlab.simulator.network.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.frame.Loss;
import io.mtlab.simulator.network.profile.Chain.Hop;
import io.mtlab.simulator.network.stream.Delay;
import io.mtlab.simulator.network.stream.Played;
import io.mtlab.simulator.network.stream.Windowed;
import io.mtlab.simulator.toxiproxy.ProfileRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** The words of faults: what they take, and what they say of anything else. */
class FaultSpecTest {
  private static final PassageId ID = new PassageId("link", 1, 2);

  /** One for each word, as short as it can be written. */
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("loss", "5%"),
          Map.entry("corrupt", "1%"),
          Map.entry("duplicate", "1%"),
          Map.entry("replay", "1%"),
          Map.entry("reorder", "1%"),
          Map.entry("inject", "04000000ffffffff"),
          Map.entry("limit", "10kb"),
          Map.entry("reset", "2s"),
          Map.entry("half-close", "2s"),
          Map.entry("down", "1s"),
          Map.entry("partition", "1s"),
          Map.entry("stall", "1s"),
          Map.entry("tcp-loss", "1%"),
          Map.entry("slice", "100"),
          Map.entry("rate", "1mbit"),
          Map.entry("delay", "40ms"),
          Map.entry("slow-close", "1s"));

  @Test
  void every_word_has_a_short_form_and_becomes_a_stage() {
    for (FaultKind kind : FaultKind.values()) {
      if (kind == FaultKind.TRACE) {
        continue; // its rows come from a file
      }
      FaultSpec spec = FaultSpec.of(kind.word(), kind.main(), SHORT.getOrDefault(kind.word(), ""));

      assertThat(stages(spec, Stream.UPSTREAM)).as(kind.word()).hasSize(1);
      assertThat(stages(spec.in(Stream.DOWNSTREAM), Stream.UPSTREAM)).isEmpty();
      assertThat(FaultKind.of(kind.word())).isEqualTo(kind);
    }
  }

  @Test
  void values_have_units() {
    FaultSpec delay =
        FaultSpec.of("delay", "base", "1.5s", "jitter", "200us", "correlation", "25%");
    assertThat(delay.number("base")).isEqualTo(1.5 * Time.SECOND);
    assertThat(delay.number("jitter")).isEqualTo(200_000);
    assertThat(delay.number("correlation")).isEqualTo(0.25);
    FaultSpec rate = FaultSpec.of("rate", "rate", "10mbit", "burst", "64kib", "queue", "1mb");
    assertThat(rate.number("rate")).isEqualTo(1_250_000);
    assertThat(rate.number("burst")).isEqualTo(65_536);
    assertThat(rate.number("queue")).isEqualTo(1_000_000);
  }

  @Test
  void a_fault_is_for_a_direction_a_connection_and_a_time() {
    FaultSpec second = FaultSpec.of("loss", "probability", "1%", "connections", "0,2..3");
    assertThat(stages(second, Stream.UPSTREAM)).hasSize(1);
    FaultSpec others = FaultSpec.of("loss", "probability", "1%", "connections", "3..");
    assertThat(stages(others, Stream.UPSTREAM)).isEmpty();
    FaultSpec timed = FaultSpec.of("delay", "base", "1s", "from", "5s", "until", "8s");
    assertThat(stages(timed, Stream.UPSTREAM)).singleElement().isInstanceOf(Windowed.class);
    FaultSpec always = FaultSpec.of("delay", "base", "1s");
    assertThat(stages(always, Stream.UPSTREAM)).singleElement().isInstanceOf(Delay.class);
  }

  @Test
  void what_is_out_of_range_is_refused_with_the_range() {
    refused("probability must be from 0% to 100%", "loss", "probability", "101%");
    refused("probability must be from 0% to 100%", "tcp-loss", "probability", "-1%");
    refused("rate must be from 0gbit to 100gbit", "rate", "rate", "-1mbit");
    refused("base must be from 0s to 1000h", "delay", "base", "-40ms");
    refused("gap must be a whole number from 1 to 1000", "reorder", "gap", "0");
    refused("bits must be a whole number from 1 to 1000", "corrupt", "bits", "1.5");
    refused("base must be a time such as 40ms, not \"40\"", "delay", "base", "40");
    refused("probability must be a share such as 5%, not \"half\"", "loss", "probability", "half");
    refused("bytes must be bytes in hexadecimal, not \"xy\"", "inject", "bytes", "xy");
    refused("frames must be numbers such as 3,7,10..20", "loss", "frames", "3-7");
  }

  @Test
  void an_unknown_word_is_refused_with_the_nearest_one() {
    refused("no fault is called stal; did you mean \"stall\"?", "stal");
    refused("loss has no attribute \"probabilty\"", "loss", "probabilty", "1%");
    refused("did you mean \"probability\"?", "loss", "probabilty", "1%");
    refused(
        "unknown model \"gilbert-eliott\"; did you mean \"gilbert-elliott\"?",
        "loss",
        "model",
        "gilbert-eliott");
    refused(
        "unknown distribution \"zipf\"; known: uniform, normal, pareto, paretonormal, table",
        "delay",
        "distribution",
        "zipf");
  }

  @Test
  void what_does_not_go_together_is_refused() {
    refused("the model gilbert needs p", "loss", "model", "gilbert", "r", "10%");
    refused(
        "p is not said of the model random, which has probability, correlation", "loss", "p", "1%");
    refused(
        "probability is not said of the model state",
        "loss",
        "model",
        "state",
        "probability",
        "1%");
    refused("together must be at most 1", "loss", "model", "state", "p13", "60%", "p14", "60%");
    refused("the distribution table needs a table", "delay", "distribution", "table");
    refused("variation must be at most the size", "slice", "size", "5", "variation", "6");
    refused("until must be later than from", "stall", "from", "5s", "until", "5s");
    refused("slice needs size", "slice");
    refused("rate needs rate", "rate");
    refused("inject needs bytes", "inject");
    refused("match is said of messages", "loss", "probability", "1%", "match", "all");
    refused("a message has a multiple of 4 bytes, not 3", "inject", "bytes", "010203");
  }

  @Test
  void a_trace_is_a_line_and_what_is_lost_on_it() {
    List<Double> rows = List.of(0.0, 40.0, 0.01, 1_000.0, 500.0, 80.0, 0.0, 100.0);
    FaultSpec trace = trace(rows);

    assertThat(stages(trace, Stream.UPSTREAM)).hasExactlyElementsOfTypes(Loss.class, Played.class);
    assertThat(trace.faultsFrames()).isTrue();
    assertThat(NetworkProfile.NONE.withFaults(List.of(trace)).oneWay())
        .isEqualTo(40 * Time.MILLISECOND);
    assertThatThrownBy(() -> trace(List.of(0.0, 1.0, 0.0))).hasMessageContaining("four numbers");
    assertThatThrownBy(() -> trace(List.of(0.0, 1.0, 2.0, 1.0))).hasMessageContaining("loss");
    assertThatThrownBy(() -> trace(List.of(5.0, 1.0, 0.0, 1.0, 4.0, 1.0, 0.0, 1.0)))
        .hasMessageContaining("time goes back");
  }

  @Test
  void faults_of_a_kind_take_the_place_of_a_presets_or_stand_beside_it() {
    FaultSpec gilbert = FaultSpec.of("loss", "model", "gilbert", "p", "1%", "r", "20%");
    NetworkProfile lossy = NetworkProfile.NONE.withLoss(0.1);

    NetworkProfile beside = lossy.withFaults(List.of(gilbert, gilbert));
    assertThat(beside.of(ID, Stream.UPSTREAM, around(), 0)).hasSize(3);
    assertThat(beside.drawName(0)).isEqualTo("loss#2");
    assertThat(beside.drawName(1)).isEqualTo("loss#3");
    NetworkProfile instead = lossy.without(FaultKind.LOSS).withFaults(List.of(gilbert));
    assertThat(instead.of(ID, Stream.UPSTREAM, around(), 0)).hasSize(1);
    assertThat(instead.drawName(0)).isEqualTo("loss");
    assertThat(instead.faultsFrames()).isTrue();
  }

  @Test
  void losses_under_tcp_take_the_round_trip_of_the_delays_on_the_way() {
    FaultSpec loss = FaultSpec.of("tcp-loss", "probability", "1%");
    NetworkProfile link =
        NetworkProfile.NONE
            .withDelay(10 * Time.MILLISECOND, 5 * Time.MILLISECOND)
            .withFaults(
                List.of(
                    loss,
                    FaultSpec.of("delay", "base", "30ms", "jitter", "9ms"),
                    FaultSpec.of("delay", "base", "7ms").in(Stream.UPSTREAM),
                    FaultSpec.of("delay", "base", "5s", "phase", "storm"),
                    FaultSpec.of("delay", "base", "5s", "from", "1s")));
    assertThat(roundTrip(link.fault(0))).isEqualTo(2 * (10 + 30) + 7);

    Chain chain = new Chain(List.of(new Hop("air", link), new Hop("core", link)));
    assertThat(roundTrip(chain.hops().getLast().profile().fault(0))).isEqualTo(2 * 87);
    FaultSpec told = FaultSpec.of("tcp-loss", "probability", "1%", "round-trip", "3ms");
    NetworkProfile late = NetworkProfile.NONE.withDelay(10 * Time.MILLISECOND, 0);
    assertThat(roundTrip(late.withFaults(List.of(told)).fault(0))).isEqualTo(3);
    assertThat(roundTrip(NetworkProfile.NONE.withFaults(List.of(loss)).fault(0))).isEqualTo(100);
    assertThat(ProfileRequests.faultsOf(late.withFaults(List.of(loss))))
        .hasSize(2)
        .allMatch(request -> request.contains("\"round-trip\":20"));
    NetworkProfile fine = NetworkProfile.NONE.with("delay", "1.5ms").withFaults(List.of(loss));
    assertThat(ProfileRequests.ofEmbedded(fine).faults())
        .hasSize(4)
        .filteredOn(request -> request.contains("tcp-loss"))
        .allMatch(request -> request.contains("\"round-trip\":3}"));
  }

  private static double roundTrip(FaultSpec fault) {
    return fault.number("round-trip") / Time.MILLISECOND;
  }

  @Test
  void the_readme_has_a_row_for_each_with_its_attributes() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    List<String> ofAll =
        List.of(
            "from",
            "until",
            "phase",
            "connections",
            "frames",
            "messages",
            "match",
            "which",
            "rows");
    for (FaultKind kind : FaultKind.values()) {
      String row =
          lines.stream()
              .filter(line -> line.startsWith("| `" + kind.word() + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no row of " + kind.word()));
      boolean asStall = kind == FaultKind.DOWN || kind == FaultKind.PARTITION;
      for (Attribute attribute : kind.attributes()) {
        if (!ofAll.contains(attribute.name()) && !asStall) {
          assertThat(row).as(kind.word()).contains("`" + attribute.name() + "`");
        }
      }
    }
    for (Presets preset : Presets.all()) {
      assertThat(lines).anyMatch(line -> line.startsWith("| `" + preset.name() + "` |"));
    }
  }

  private static FaultSpec trace(List<Double> rows) {
    SequencedMap<String, Value> given = new LinkedHashMap<>();
    given.put("rows", FaultKind.TRACE.attribute("rows").ofNumbers(rows));
    return FaultSpec.of(FaultKind.TRACE, given);
  }

  private static void refused(String message, String word, String... attributes) {
    assertThatThrownBy(() -> FaultSpec.of(word, attributes))
        .isInstanceOf(BadFaultException.class)
        .hasMessageContaining(message);
  }

  private static List<Stage> stages(FaultSpec spec, Stream stream) {
    return new FaultStages(spec, spec.kind().word(), around(), 0).of(ID, stream, 0);
  }

  private static Surroundings around() {
    return new Surroundings(new Dice(7), DecisionLog.NONE, 0);
  }
}
