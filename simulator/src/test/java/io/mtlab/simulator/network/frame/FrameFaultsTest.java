package io.mtlab.simulator.network.frame;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.frame;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.run;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Match;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Shelf;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.When;
import io.mtlab.simulator.network.Windows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameFaultsTest {
  private final Heard heard = new Heard();

  @Test
  void corrupt_flips_so_many_bits_behind_the_header_and_records_it() {
    List<Long> decided = new ArrayList<>();
    DecisionLog log = (id, stream, fault, index, value, now) -> decided.add(index);
    Corrupt corrupt =
        new Corrupt(new Corrupt.Settings(Share.of(1), 1, Corrupt.ANYWHERE), site("corrupt", log));
    Bytes sent = Bytes.wrap(new byte[64]);
    BitSet places = new BitSet();
    for (int i = 0; i < 5_000; i++) {
      corrupt.take(
          new Unit.Frame(i, sent),
          0,
          (unit, now) -> {
            BitSet flipped = BitSet.valueOf(((Unit.Frame) unit).bytes().toArray());
            assertThat(flipped.cardinality()).isOne();
            places.or(flipped);
          });
    }

    assertThat(decided).hasSize(5_000);
    assertThat(sent.toArray()).containsOnly(0);
    // Each of 448 places has been missed 5,000 times with a probability of 1 in 70,000.
    assertThat(places.nextSetBit(0)).isEqualTo(8 * Byte.SIZE);
    assertThat(places.cardinality()).isGreaterThan(440);
  }

  @Test
  void corrupt_takes_the_place_it_is_given_and_leaves_what_is_short() {
    Corrupt corrupt = new Corrupt(new Corrupt.Settings(Share.of(1), 1, 3), site("corrupt"));
    corrupt.take(
        new Unit.Frame(0, Bytes.wrap(new byte[40])),
        0,
        (unit, now) -> assertThat(((Unit.Frame) unit).bytes().toArray()[11]).isNotZero());
    corrupt.take(frame(1), ms(1), heard);
    corrupt.take(chunk("token"), ms(1), heard);

    assertThat(heard.lines()).containsExactly("1@1", "token@1");
    assertThatThrownBy(() -> new Corrupt.Settings(Share.of(1), 0, 0)).hasMessageContaining("bits");
  }

  @Test
  void corrupt_leaves_the_header_of_an_http_message_alone() {
    String header = "POST /api HTTP/1.1\r\nContent-Length: 8\r\n\r\n";
    Corrupt corrupt =
        new Corrupt(new Corrupt.Settings(Share.of(1), 8, Corrupt.ANYWHERE), site("corrupt"));
    for (int i = 0; i < 200; i++) {
      corrupt.take(
          new Unit.Frame(i, Bytes.wrap((header + "12345678").getBytes(StandardCharsets.US_ASCII))),
          0,
          (unit, now) -> {
            String all =
                new String(((Unit.Frame) unit).bytes().toArray(), StandardCharsets.ISO_8859_1);
            assertThat(all).startsWith(header);
          });
    }
  }

  @Test
  void a_replayed_frame_comes_again_later() {
    Replay replay =
        new Replay(new Replay.Settings(Share.of(1), ms(50), false), new Shelf(), site("replay"));
    replay.take(frame(0), ms(0), heard);
    replay.take(frame(1), ms(20), heard);
    assertThat(replay.nextWake()).isEqualTo(ms(50));
    run(replay, ms(60), heard);
    replay.take(Unit.End.FIN, ms(65), heard);
    run(replay, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("0@0", "1@20", "0@50", "FIN@65");
    assertThat(replay.nextWake()).isEqualTo(Time.NEVER);
  }

  @Test
  void a_frame_replayed_on_the_next_connection_comes_before_its_second_one() {
    Shelf shelf = new Shelf();
    Replay.Settings onNext = new Replay.Settings(Share.of(1), 0, true);
    Replay first = new Replay(onNext, shelf, siteOf(1, 0, Match.ALL));
    first.take(frame(7), ms(0), heard);
    first.take(frame(8), ms(0), heard);
    Replay other = new Replay(onNext, shelf, siteOf(2, 1, Match.ALL));
    other.take(frame(0), ms(1), heard);
    other.take(frame(1), ms(1), heard);
    Replay second =
        new Replay(new Replay.Settings(Share.of(0), 0, true), shelf, siteOf(1, 1, Match.ALL));
    second.take(frame(0), ms(2), heard);
    second.take(frame(1), ms(2), heard);

    assertThat(heard.lines())
        .containsExactly("7@0", "8@0", "0@1", "1@1", "0@2", "7@2", "8@2", "1@2");
  }

  @Test
  void injected_frames_come_behind_those_that_match() {
    Match second = Match.of(Spans.parse("1"), When.of(Windows.ALWAYS, 0));
    Inject inject =
        Inject.frame(
            Bytes.wrap("!".getBytes(StandardCharsets.US_ASCII)), Share.of(1), siteOf(1, 0, second));
    for (int i = 0; i < 3; i++) {
      inject.take(frame(i), ms(i), heard);
    }

    assertThat(heard.lines()).containsExactly("0@0", "1@1", "!@1", "2@2");
    assertThatThrownBy(() -> Inject.frame(Bytes.EMPTY, Share.of(1), site("inject")))
        .hasMessageContaining("1 to");
  }

  @Test
  void a_fault_is_for_the_frames_and_the_times_that_it_was_given() {
    Match frames = Match.of(Spans.parse("2..3,6"), When.of(Windows.ALWAYS, 0));
    Loss loss = new Loss(1, siteOf(1, 0, frames));
    Match times = Match.of(Spans.ALL, When.of(new Windows(ms(10), ms(20), 0, 1), ms(1000)));
    Duplicate duplicate = new Duplicate(Share.of(1), siteOf(1, 0, times));
    for (int i = 0; i < 8; i++) {
      loss.take(frame(i), ms(0), heard);
    }
    assertThat(heard.lines()).containsExactly("0@0", "1@0", "4@0", "5@0", "7@0");
    for (int at : List.of(1009, 1010, 1029, 1030)) {
      duplicate.take(frame(at), ms(at), heard);
    }

    assertThat(heard.lines())
        .containsExactly(
            "1009@1009", "1010@1010", "1010@1010", "1029@1029", "1029@1029", "1030@1030");
  }

  @Test
  void duplicates_and_overtaken_frames_can_be_correlated() {
    List<Long> decided = new ArrayList<>();
    DecisionLog log = (id, stream, fault, index, value, now) -> decided.add(index);
    Duplicate duplicate = new Duplicate(new Share(0.1, 0.8), site("duplicate", log));
    for (int i = 0; i < 100_000; i++) {
      duplicate.take(frame(i), 0, (unit, now) -> {});
    }
    long inARow = 0;
    for (int i = 1; i < decided.size(); i++) {
      inARow += decided.get(i) == decided.get(i - 1) + 1 ? 1 : 0;
    }

    // Variance (1 + r) / (1 - r) = 9 times the binomial's: six deviations of 285.
    assertThat(decided).hasSizeBetween(8_290, 11_710);
    assertThat(inARow / (double) decided.size()).isBetween(0.79, 0.85);
  }

  private static Site siteOf(int node, int connection, Match match) {
    PassageId id = new PassageId("link", node, connection);
    Dice.Die die = new Dice(7).die(id, Stream.UPSTREAM, "fault");
    return new Site(id, Stream.UPSTREAM, "fault", die, DecisionLog.NONE, match);
  }
}
