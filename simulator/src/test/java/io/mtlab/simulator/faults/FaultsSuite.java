package io.mtlab.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.Carrier;
import io.mtlab.mtproto.transport.Framing;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults over every transport whose frames can be seen; each ground has a class. */
abstract class FaultsSuite {
  /** What clients may hide behind. */
  static final List<ProxySecret> SECRETS =
      List.of(
          ProxySecret.parse("000102030405060708090a0b0c0d0e0f"),
          ProxySecret.parse("dd101112131415161718191a1b1c1d1e1f"),
          ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d"));

  static List<TransportSpec> transports() {
    return TransportSpec.all(SECRETS).stream().filter(spec -> !spec.carrier().isSecure()).toList();
  }

  static List<TransportSpec> jittered() {
    return List.of(TransportSpec.PADDED, TransportSpec.named("udp", null));
  }

  /** A network with these faults for a transport. */
  abstract Ground ground(TransportSpec spec, NetworkProfile profile) throws IOException;

  @ParameterizedTest
  @MethodSource("transports")
  void frames_are_lost_repeated_overtaken_and_made_up_in_both_directions(TransportSpec spec)
      throws IOException {
    try (Ground ground = ground(spec, FrameRows.network(framesBefore(spec)));
        Line line = ground.connect()) {
      Talk talk = opened(spec, line);

      assertThat(asked(talk, FrameRows.sent(), FrameRows.heard().size(), line))
          .isEqualTo(FrameRows.heard());
      assertThat(answered(talk, FrameRows.sent(), FrameRows.heard().size(), line))
          .isEqualTo(FrameRows.heard());
    }
  }

  /** The sum of a full frame tells that it is broken; others arrive so. */
  @ParameterizedTest
  @MethodSource("transports")
  void a_corrupted_frame_arrives_with_a_wrong_bit_and_no_other_does(TransportSpec spec)
      throws IOException {
    String place = spec.carrier() == Carrier.UDP ? "54" : "28"; // behind the token and numbers, too
    String frame = "" + (framesBefore(spec) + 1);
    FaultSpec corrupt = FrameRows.certain("corrupt", frame, "place", place);
    boolean full = spec.framing() == Framing.FULL;
    List<String> expected =
        full
            ? List.of("0", Malformed.FRAME_CHECKSUM.toString())
            : List.of("0", "1 with 1 wrong bits", "2");
    List<Bytes> sent = List.of(Numbered.message(0), Numbered.message(1), Numbered.message(2));
    try (Ground ground = ground(spec, NetworkProfile.NONE.withFaults(List.of(corrupt)));
        Line line = ground.connect()) {
      Talk talk = opened(spec, line);

      assertThat(asked(talk, sent, expected.size(), line)).isEqualTo(expected);
      assertThat(answered(talk, sent, expected.size(), line)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void an_error_that_nobody_sent_is_understood_by_the_client(TransportSpec spec)
      throws IOException {
    FaultSpec error =
        FrameRows.certain("inject", "" + framesBefore(spec), "bytes", "6cfeffff")
            .in(Stream.DOWNSTREAM);
    try (Ground ground = ground(spec, NetworkProfile.NONE.withFaults(List.of(error)));
        Line line = ground.connect()) {
      Talk talk = opened(spec, line);
      asked(talk, List.of(Numbered.message(0)), 1, line);

      assertThat(answered(talk, List.of(Numbered.message(1)), 2, line))
          .containsExactly("1", "error -404");
    }
  }

  /** Message 2 of the first connection comes again on the second one, behind its first frame. */
  @ParameterizedTest
  @MethodSource("transports")
  void a_frame_of_one_connection_is_replayed_on_the_next(TransportSpec spec) throws IOException {
    int before = framesBefore(spec);
    FaultSpec replay = FrameRows.certain("replay", "" + (before + 2), "connection", "next");
    List<Bytes> sent = List.of(Numbered.message(0), Numbered.message(1), Numbered.message(2));
    // A hello is a first frame, too.
    List<String> heard = before == 0 ? List.of("10", "2", "11") : List.of("2", "10", "11");
    try (Ground ground = ground(spec, NetworkProfile.NONE.withFaults(List.of(replay)));
        Line first = ground.connect()) {
      assertThat(asked(opened(spec, first), sent, 3, first)).containsExactly("0", "1", "2");
      try (Line second = ground.connect()) {
        List<Bytes> others = List.of(Numbered.message(10), Numbered.message(11));
        assertThat(asked(opened(spec, second), others, 3, second)).isEqualTo(heard);
      }
    }
  }

  /** 400 bytes at 200 kB/s take 2 ms, besides what is around them. */
  @ParameterizedTest
  @MethodSource("transports")
  void streams_that_are_cut_late_slow_and_resent_carry_all_frames(TransportSpec spec)
      throws IOException {
    NetworkProfile profile =
        NetworkProfile.NONE.withFaults(
            List.of(
                FaultSpec.of(
                    "tcp-loss", "probability", "10%", "round-trip", "2ms", "timeout", "5ms"),
                FaultSpec.of("slice", "size", "7"),
                FaultSpec.of("rate", "rate", "1600kbit"),
                FaultSpec.of("delay", "base", "20ms")));
    List<Bytes> sent = IntStream.range(0, 10).mapToObj(Numbered::message).toList();
    List<String> heard = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    try (Ground ground = ground(spec, profile);
        Line line = ground.connect()) {
      Talk talk = opened(spec, line);
      long start = line.now();
      assertThat(asked(talk, sent, 10, line)).isEqualTo(heard);
      assertThat(line.now() - start).isGreaterThanOrEqualTo(22 * Time.MILLISECOND);
      start = line.now();
      assertThat(answered(talk, sent, 10, line)).isEqualTo(heard);
      assertThat(line.now() - start).isGreaterThanOrEqualTo(22 * Time.MILLISECOND);
    }
  }

  @ParameterizedTest
  @MethodSource("jittered")
  void jitter_lets_datagrams_overtake_and_streams_keep_their_order(TransportSpec spec)
      throws IOException {
    List<Bytes> sent = IntStream.range(0, 20).mapToObj(Numbered::message).toList();
    List<String> numbers = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    FaultSpec free = FaultSpec.of("delay", "base", "20ms", "jitter", "20ms");
    FaultSpec kept = FaultSpec.of("delay", "base", "20ms", "jitter", "20ms", "order", "kept");
    for (FaultSpec delay : List.of(free, kept)) {
      try (Ground ground = ground(spec, NetworkProfile.NONE.withFaults(List.of(delay)));
          Line line = ground.connect()) {
        List<String> heard = asked(opened(spec, line), sent, 20, line);
        if (spec.carrier() == Carrier.UDP && delay.equals(free)) {
          assertThat(heard).containsExactlyInAnyOrderElementsOf(numbers).isNotEqualTo(numbers);
        } else {
          assertThat(heard).isEqualTo(numbers);
        }
      }
    }
  }

  @Test
  void what_cuts_or_ends_streams_does_nothing_to_datagrams() throws IOException {
    TransportSpec udp = TransportSpec.named("udp", null);
    NetworkProfile profile =
        NetworkProfile.NONE.withFaults(
            List.of(
                FaultSpec.of("limit", "bytes", "10"),
                FaultSpec.of("reset", "after", "0ms"),
                FaultSpec.of("half-close", "after", "0ms"),
                FaultSpec.of("tcp-loss", "probability", "100%"),
                FaultSpec.of("slice", "size", "7"),
                FaultSpec.of("slow-close", "delay", "1s")));
    try (Ground ground = ground(udp, profile);
        Line line = ground.connect()) {
      Talk talk = opened(udp, line);
      assertThat(asked(talk, List.of(Numbered.message(0)), 1, line)).containsExactly("0");
      assertThat(answered(talk, List.of(Numbered.message(1)), 1, line)).containsExactly("1");
    }
  }

  /** Hello and token are datagrams like any other. */
  private static int framesBefore(TransportSpec spec) {
    return spec.carrier() == Carrier.UDP ? 1 : 0;
  }

  static Talk opened(TransportSpec spec, Line line) {
    Talk talk = Talk.over(spec);
    talk.open(line);
    line.until(talk, talk::isOpen);
    return talk;
  }

  static List<String> asked(Talk talk, List<Bytes> messages, int heard, Line line) {
    talk.ask(messages, line);
    line.until(talk, () -> talk.atServer.size() >= heard);
    return talk.atServer;
  }

  static List<String> answered(Talk talk, List<Bytes> messages, int heard, Line line) {
    talk.answer(messages, line);
    line.until(talk, () -> talk.atClient.size() >= heard);
    return talk.atClient;
  }
}
