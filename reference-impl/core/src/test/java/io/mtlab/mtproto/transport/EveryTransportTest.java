package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Covers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every transport over TCP, both ends against each other. */
class EveryTransportTest {
  static Stream<TransportSpec> specs() {
    return Pair.SPECS.stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  @Covers({"T-001", "T-003", "T-028", "B-002", "B-007", "B-009", "Y-017", "Z-014"})
  void t028_frames_arrive_both_ways_however_the_stream_is_cut(TransportSpec spec)
      throws ProtocolException {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Pair pair = new Pair(spec, Pair.chance(random));
      pair.upward = wire -> seedless(wire, random);
      pair.downward = pair.upward;
      pair.open();
      assertThat(pair.ready).isTrue();
      List<Bytes> sent = new ArrayList<>();
      List<Bytes> answered = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Bytes message = Streams.message(random);
        sent.add(message);
        pair.up(pair.client.encode(message));
        Bytes answer = Streams.message(random);
        answered.add(answer);
        pair.down(pair.server.encode(answer));
      }
      assertThat(pair.serverHeard.frames).isEqualTo(sent);
      assertThat(pair.clientHeard.frames).isEqualTo(answered);
      assertThat(pair.server.spec()).isEqualTo(spec);
      pair.server.ended();
      pair.client.ended();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  @Covers({"T-002", "T-028"})
  void t002_byte_by_byte_is_the_same_and_nothing_is_told_before_four(TransportSpec spec)
      throws ProtocolException {
    Random random = new Random(5);
    Pair pair = new Pair(spec, Pair.chance(random));
    pair.upward = Streams::singly;
    pair.downward = Streams::singly;
    pair.open();
    Bytes message = Streams.message(40, random);
    for (Bytes piece : Streams.singly(pair.client.encode(message))) {
      pair.up(piece);
    }
    assertThat(pair.serverHeard.frames).containsExactly(message);
    pair.down(pair.server.encode(message));
    assertThat(pair.clientHeard.frames).containsExactly(message);
  }

  @ParameterizedTest
  @MethodSource("specs")
  @Covers({"T-016", "T-018", "T-019", "T-022", "T-023", "T-026"})
  void t018_tokens_and_errors_are_told_from_frames(TransportSpec spec) throws ProtocolException {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Pair pair = new Pair(spec, Pair.chance(random)).open();
      Bytes message = Streams.message(40, random);
      pair.up(pair.client.encodeWantingAck(message));
      if (spec.framing() == Framing.FULL) {
        assertThat(pair.serverHeard.frames).containsExactly(message);
        continue;
      }
      assertThat(pair.serverHeard.toAcknowledge).containsExactly(message);
      pair.down(pair.server.encode(message));
      pair.down(pair.server.encodeQuickAck(0x12345678));
      pair.down(pair.server.encodeError(TransportError.NOT_FOUND));
      pair.down(pair.server.encode(message));
      assertThat(pair.clientHeard.frames).containsExactly(message, message);
      assertThat(pair.clientHeard.tokens).containsExactly(0x92345678);
      assertThat(pair.clientHeard.errors).containsExactly(TransportError.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  @Covers({"T-011", "T-012", "B-007", "Y-013", "T-028"})
  void t028_one_in_the_middle_loses_repeats_and_swaps_frames(TransportSpec spec)
      throws ProtocolException {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Pair pair = new Pair(spec, Pair.chance(random));
      Observer observer = new Observer(Pair.SECRETS);
      Troublemaker up = new Troublemaker(observer, true, random);
      Troublemaker down = new Troublemaker(observer, false, random);
      pair.upward = up::pass;
      pair.downward = down::pass;
      pair.open();
      List<Bytes> sent = new ArrayList<>();
      List<Bytes> answered = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Bytes message = Streams.message(random);
        sent.add(message);
        pair.up(pair.client.encode(message));
        if (!pair.serverHeard.frames.isEmpty()) {
          Bytes answer = Streams.message(random);
          answered.add(answer);
          pair.down(pair.server.encode(answer));
        }
      }
      assertThat(pair.serverHeard.frames).isEqualTo(up.expected(sent));
      assertThat(pair.clientHeard.frames).isEqualTo(down.expected(answered));
      assertThat(observer.transparentToServer()).isNull();
      assertThat(observer.transparentToClient()).isNull();
    }
  }

  private static List<Bytes> seedless(Bytes wire, Random random) {
    return Streams.cut(wire, random);
  }

  /** Loses every fourth frame, repeats every fifth, and holds every sixth until the next. */
  private static final class Troublemaker implements Observer.Sink {
    private final Observer observer;
    private final boolean upstream;
    private final Random random;
    private final List<Integer> passed = new ArrayList<>();
    private List<Bytes> out = new ArrayList<>();
    private Bytes held = Bytes.EMPTY;
    private int heldNumber;
    private int count;

    Troublemaker(Observer observer, boolean upstream, Random random) {
      this.observer = observer;
      this.upstream = upstream;
      this.random = random;
    }

    List<Bytes> pass(Bytes wire) {
      out = new ArrayList<>();
      for (Bytes piece : Streams.cut(wire, random)) {
        if (upstream) {
          observer.fromClient(piece, this);
        } else {
          observer.fromServer(piece, this);
        }
      }
      return out;
    }

    List<Bytes> expected(List<Bytes> all) {
      return passed.stream().map(all::get).toList();
    }

    @Override
    public void frame(Bytes unit) {
      int number = count++;
      if (number % 6 == 5) {
        held = unit;
        heldNumber = number;
        return;
      }
      if (number % 4 != 1) {
        emit(unit, number);
      }
      if (number % 5 == 3) {
        emit(unit, number);
      }
      if (!held.isEmpty()) {
        emit(held, heldNumber);
        held = Bytes.EMPTY;
      }
    }

    private void emit(Bytes unit, int number) {
      passed.add(number);
      out.add(upstream ? observer.encodeToServer(unit) : observer.encodeToClient(unit));
    }

    @Override
    public void opaque(Bytes bytes) {
      out.add(bytes);
    }
  }
}
