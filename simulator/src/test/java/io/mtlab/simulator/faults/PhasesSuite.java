package io.mtlab.simulator.faults;

import static io.mtlab.simulator.faults.FaultsSuite.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that are there while a phase is on, over streams and datagrams. */
abstract class PhasesSuite {
  private static final String STORM = "storm";
  private static final String CALM = "calm";
  private static final long SILENCE = 80 * Time.MILLISECOND;

  static List<TransportSpec> transports() {
    return FaultsSuite.transports().stream()
        .filter(spec ->
            List.of("intermediate", "obfuscated-padded", "http", "udp").contains(spec.name()))
        .toList();
  }

  /** A network with these faults for a transport. */
  abstract Ground ground(TransportSpec spec, NetworkProfile profile) throws IOException;

  @ParameterizedTest
  @MethodSource("transports")
  void a_partition_lasts_as_long_as_its_phase(TransportSpec spec) throws IOException {
    try (Ground ground = ground(spec, during("partition"));
        Line line = ground.connect()) {
      Talk talk = begun(spec, ground, line);
      ground.phase(STORM);
      talk.ask(List.of(Numbered.message(1)), line);
      assertThat(line.isSilent(SILENCE, talk)).isTrue();
      ground.phase(CALM);
      talk.ask(List.of(Numbered.message(2)), line);
      line.until(talk, () -> talk.atServer.contains("2"));

      boolean lost = spec.channel() == Channel.DATAGRAM;
      assertThat(talk.atServer).isEqualTo(lost ? List.of("0", "2") : List.of("0", "1", "2"));
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void a_stall_lasts_as_long_as_its_phase_and_loses_nothing(TransportSpec spec) throws IOException {
    try (Ground ground = ground(spec, during("stall"));
        Line line = ground.connect()) {
      Talk talk = begun(spec, ground, line);
      ground.phase(STORM);
      talk.ask(List.of(Numbered.message(1)), line);
      assertThat(line.isSilent(SILENCE, talk)).isTrue();
      ground.phase(CALM);
      talk.ask(List.of(Numbered.message(2)), line);
      line.until(talk, () -> talk.atServer.contains("2"));

      assertThat(talk.atServer).containsExactly("0", "1", "2");
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void a_link_that_is_down_in_a_phase_resets_streams_and_loses_datagrams(TransportSpec spec)
      throws IOException {
    boolean datagrams = spec.channel() == Channel.DATAGRAM;
    try (Ground ground = ground(spec, during("down"))) {
      try (Line line = ground.connect()) {
        Talk talk = begun(spec, ground, line);
        ground.phase(STORM);
        if (datagrams) {
          talk.ask(List.of(Numbered.message(1)), line);
          assertThat(line.isSilent(SILENCE, talk)).isTrue();
        } else {
          line.until(talk, () -> talk.atServer.contains("RST") && talk.atClient.contains("RST"));
          try (Line another = ground.connect()) {
            Talk late = Talk.over(spec);
            another.until(late, () -> late.atClient.contains("RST"));
          }
        }
        ground.phase(CALM);
        if (datagrams) {
          assertHeard(talk, line, 2);
          assertThat(talk.atServer).containsExactly("0", "2");
        }
      }
      if (!datagrams) {
        try (Line again = ground.connect()) {
          assertHeard(opened(spec, again), again, 3);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void a_recorded_network_is_played_from_the_beginning_of_its_phase(TransportSpec spec)
      throws IOException {
    // Late by 250 ms, and from the third second on nothing comes through.
    List<Double> rows = List.of(0.0, 250.0, 0.0, 1e6, 3000.0, 0.0, 1.0, 1e6);
    try (Ground ground = ground(spec, of(trace(rows)));
        Line line = ground.connect()) {
      Talk talk = begun(spec, ground, line);
      ground.phase(STORM);
      long start = line.now();
      assertHeard(talk, line, 1);
      assertThat(line.now() - start).isGreaterThanOrEqualTo(250 * Time.MILLISECOND);
      ground.phase(CALM);
      start = line.now();
      assertHeard(talk, line, 2);
      assertThat(line.now() - start).isLessThan(250 * Time.MILLISECOND);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void what_a_recorded_network_loses_is_lost_in_its_phase_only(TransportSpec spec)
      throws IOException {
    try (Ground ground = ground(spec, of(trace(List.of(0.0, 0.0, 1.0, 1e6))));
        Line line = ground.connect()) {
      Talk talk = begun(spec, ground, line);
      ground.phase(STORM);
      talk.ask(List.of(Numbered.message(1)), line);
      assertThat(line.isSilent(SILENCE, talk)).isTrue();
      ground.phase(CALM);
      assertHeard(talk, line, 2);

      assertThat(talk.atServer).containsExactly("0", "2");
    }
  }

  private static Talk begun(TransportSpec spec, Ground ground, Line line) {
    ground.phase(CALM);
    Talk talk = opened(spec, line);
    assertHeard(talk, line, 0);
    return talk;
  }

  private static void assertHeard(Talk talk, Line line, int number) {
    talk.ask(List.of(Numbered.message(number)), line);
    line.until(talk, () -> talk.atServer.contains("" + number));
  }

  private static NetworkProfile during(String word) {
    return of(FaultSpec.of(word, "phase", STORM));
  }

  private static NetworkProfile of(FaultSpec fault) {
    return NetworkProfile.NONE.withFaults(List.of(fault));
  }

  private static FaultSpec trace(List<Double> rows) {
    SequencedMap<String, Value> given = new LinkedHashMap<>();
    given.put("rows", FaultKind.TRACE.attribute("rows").ofNumbers(rows));
    given.put("phase", new Value.Word(STORM));
    return FaultSpec.of(FaultKind.TRACE, given);
  }
}
