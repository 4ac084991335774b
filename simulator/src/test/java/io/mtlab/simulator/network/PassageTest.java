package io.mtlab.simulator.network;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.frame.Loss;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Presets;
import io.mtlab.simulator.network.stream.Delay;
import io.mtlab.simulator.network.stream.Limit;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {
  private static final PassageId ID = new PassageId("link", 1, 0);
  private static final Bytes TAG = Bytes.fromHex("eeeeeeee");

  private final Heard atServer = new Heard();
  private final Heard atClient = new Heard();
  private final Passage.Ends ends =
      new Passage.Ends() {
        @Override
        public void toServer(Unit unit, long now) {
          atServer.take(unit, now);
        }

        @Override
        public void toClient(Unit unit, long now) {
          atClient.take(unit, now);
        }
      };

  @Test
  void without_stages_units_pass_at_once() {
    Passage passage = new Passage(ID, NetworkProfile.NONE, new Dice(7), DecisionLog.NONE, ends);
    passage.fromClient(chunk("a"), ms(1));
    passage.fromServer(chunk("b"), ms(2));

    assertThat(atServer.lines()).containsExactly("a@1");
    assertThat(atClient.lines()).containsExactly("b@2");
    assertThat(passage.nextWake()).isEqualTo(Time.NEVER);
    assertThat(passage.lane(Stream.UPSTREAM).isTransparent()).isTrue();
  }

  @Test
  void an_end_that_has_arrived_ends_the_other_direction_behind_its_data() {
    Passage passage = new Passage(ID, false, ends);
    passage.lane(Stream.DOWNSTREAM).add(new Delay(new Delay.Settings(ms(100), 0), site("delay")));
    passage.fromServer(chunk("b"), ms(0));
    passage.fromClient(Unit.End.FIN, ms(10));
    passage.fromServer(chunk("too late"), ms(20));
    run(passage, ms(1000));

    assertThat(atServer.lines()).containsExactly("FIN@10");
    assertThat(atClient.lines()).containsExactly("b@100", "FIN@100");
  }

  @Test
  void stages_stand_in_the_order_in_which_they_were_added() {
    Passage passage = new Passage(ID, false, ends);
    passage.lane(Stream.UPSTREAM).add(new Limit(3));
    passage.lane(Stream.UPSTREAM).add(new Delay(new Delay.Settings(ms(50), 0), site("delay")));
    passage.fromClient(chunk("abcdef"), ms(0));
    run(passage, ms(1000));

    assertThat(atServer.lines()).containsExactly("abc@50", "FIN@50");
    assertThat(atClient.lines()).containsExactly("FIN@50");
  }

  @Test
  void a_removed_stage_hands_on_to_those_behind_it() {
    Passage passage = new Passage(ID, false, ends);
    Delay first = new Delay(new Delay.Settings(ms(500), 0), site("delay"));
    passage.lane(Stream.UPSTREAM).add(first);
    passage.lane(Stream.UPSTREAM).add(new Delay(new Delay.Settings(ms(50), 0), site("delay")));
    passage.fromClient(chunk("a"), ms(0));
    passage.lane(Stream.UPSTREAM).remove(first, ms(10));
    passage.fromClient(chunk("b"), ms(20));
    run(passage, ms(1000));

    assertThat(atServer.lines()).containsExactly("a@60", "b@70");
  }

  @Test
  void a_frame_stage_needs_framing() {
    Passage passage = new Passage(ID, false, ends);

    assertThatThrownBy(() -> passage.lane(Stream.UPSTREAM).add(new Loss(0.5, site("loss"))))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Whatever the faults and however the stream is cut: only whole frames, and no end too soon. */
  @Seeds(count = 50)
  void faults_of_frames_never_corrupt_the_stream(long seed) {
    NetworkProfile profile =
        NetworkProfile.NONE
            .withDelay(ms(20), ms(20))
            .withLoss(0.2)
            .withDuplicate(0.2)
            .withReorder(0.2);
    List<Bytes> arrived = new ArrayList<>();
    List<Integer> lost = new ArrayList<>();
    Passage passage = passage(profile, seed, arrived, lost);
    Bytes stream = stream(60);
    Dice.Die cuts = new Dice(seed).die(ID, Stream.UPSTREAM, "cuts");
    long now = 0;
    for (int from = 0, i = 0; from < stream.size(); i++) {
      int to = Math.min(stream.size(), from + 1 + (int) (cuts.at(i) * 60));
      passage.fromClient(new Unit.Chunk(stream.slice(from, to)), now);
      from = to;
      now += ms(5);
    }
    run(passage, Time.MINUTE);

    Bytes all = Bytes.concat(arrived.toArray(Bytes[]::new));
    List<Integer> numbers = numbers(all);
    for (int i = 0; i < 60; i++) {
      assertThat(numbers.contains(i)).as("frame %s", i).isNotEqualTo(lost.contains(i));
    }
  }

  @Test
  void the_same_seed_gives_the_same_bytes_at_the_same_times() {
    assertThat(run(3)).isEqualTo(run(3)).isNotEqualTo(run(4));
  }

  private List<String> run(long seed) {
    NetworkProfile profile = Presets.byName("mobile-3g").withLoss(0.1);
    Heard heard = new Heard();
    Passage.Ends there =
        new Passage.Ends() {
          @Override
          public void toServer(Unit unit, long now) {
            heard.take(unit, now);
          }

          @Override
          public void toClient(Unit unit, long now) {}
        };
    Passage passage = new Passage(ID, profile, new Dice(seed), DecisionLog.NONE, there);
    passage.fromClient(new Unit.Chunk(stream(100)), 0);
    run(passage, Time.MINUTE);
    return heard.lines();
  }

  private static Passage passage(
      NetworkProfile profile, long seed, List<Bytes> arrived, List<Integer> lost) {
    DecisionLog log =
        (id, stream, fault, index, value, now) -> {
          if (fault.equals("loss")) {
            lost.add((int) index);
          }
        };
    Passage.Ends there =
        new Passage.Ends() {
          @Override
          public void toServer(Unit unit, long now) {
            if (unit instanceof Unit.Chunk(Bytes bytes)) {
              arrived.add(bytes);
            }
          }

          @Override
          public void toClient(Unit unit, long now) {}
        };
    return new Passage(ID, profile, new Dice(seed), log, there);
  }

  private static void run(Passage passage, long until) {
    for (long due = passage.nextWake(); due <= until; due = passage.nextWake()) {
      passage.wake(due);
    }
  }

  /** The intermediate transport's tag, then frames of 24 bytes that begin with their numbers. */
  private static Bytes stream(int frames) {
    List<Bytes> parts = new ArrayList<>();
    parts.add(TAG);
    for (int i = 0; i < frames; i++) {
      parts.add(Bytes.fromHex("18000000" + "%02x".formatted(i) + "00".repeat(23)));
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private static List<Integer> numbers(Bytes stream) {
    assertThat(stream.slice(0, 4)).isEqualTo(TAG);
    List<Integer> numbers = new ArrayList<>();
    for (int at = 4; at < stream.size(); at += 28) {
      assertThat(stream.int32(at)).isEqualTo(24);
      numbers.add(stream.int32(at + 4));
    }
    return numbers;
  }
}
