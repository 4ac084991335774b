package io.mtlab.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The decisions of one run, given to another. */
final class ScriptTest {
  private static final PassageId ID = new PassageId("air", 1, 0);
  private static final Bytes TAG = Bytes.fromHex("eeeeeeee");
  private static final int FRAMES = 400;

  private final NetworkProfile bad =
      NetworkProfile.NONE.withLoss(0.1).withDuplicate(0.05).withReorder(0.05);

  @Test
  void the_decisions_of_a_run_make_the_same_of_another_seed() {
    List<Script.Hit> heard = new ArrayList<>();
    List<Bytes> first = sent(around(1, heard));
    Script script = new Script(heard);

    List<Bytes> again = sent(around(2, new ArrayList<>()).withScript(script));

    assertThat(heard).hasSizeGreaterThan(FRAMES / 20);
    assertThat(again).isEqualTo(first);
    assertThat(script.played()).isEqualTo(script.size());
    assertThat(sent(around(2, new ArrayList<>()))).isNotEqualTo(first);
  }

  @Test
  void what_is_not_listed_does_not_happen() {
    Script.Hit one = new Script.Hit("air", 1, 0, Stream.UPSTREAM, "loss", 7);
    Script elsewhere =
        new Script(List.of(one, new Script.Hit("air", 2, 0, Stream.UPSTREAM, "loss", 8)));

    List<Bytes> through = sent(around(1, new ArrayList<>()).withScript(elsewhere));

    assertThat(through).hasSize(FRAMES - 1).doesNotContain(frame(7));
    assertThat(elsewhere.played()).isEqualTo(1);
    assertThat(elsewhere.size()).isEqualTo(2);
  }

  @Test
  void only_frames_are_listed_and_streams_stay_as_late_as_they_were() {
    List<Long> times = new ArrayList<>();
    Passage.Ends ends = ends((bytes, now) -> times.add(now));
    NetworkProfile late = bad.withDelay(1000, 0);
    Passage passage =
        new Passage(
            ID,
            late,
            List.of(),
            around(1, new ArrayList<>()).withScript(new Script(List.of())),
            0,
            ends);

    passage.fromClient(new Unit.Chunk(Bytes.concat(TAG, frame(0))), 5);
    passage.wake(passage.nextWake());

    assertThat(times).containsExactly(1005L);
  }

  private List<Bytes> sent(Surroundings around) {
    List<Bytes> through = new ArrayList<>();
    Passage passage =
        new Passage(ID, bad, List.of(), around, 0, ends((bytes, now) -> through.add(bytes)));
    passage.fromClient(new Unit.Chunk(TAG), 0);
    for (int i = 0; i < FRAMES; i++) {
      passage.fromClient(new Unit.Chunk(frame(i)), i);
    }
    passage.wake(Long.MAX_VALUE);
    return through.stream()
        .map(bytes -> bytes.size() > 12 ? bytes.from(TAG.size()) : bytes)
        .toList();
  }

  private interface Heard {
    void bytes(Bytes bytes, long now);
  }

  private static Passage.Ends ends(Heard heard) {
    return new Passage.Ends() {
      @Override
      public void toServer(Unit unit, long now) {
        if (unit instanceof Unit.Chunk(Bytes bytes)) {
          heard.bytes(bytes, now);
        }
      }

      @Override
      public void toClient(Unit unit, long now) {}
    };
  }

  private static Surroundings around(long seed, List<Script.Hit> heard) {
    DecisionLog log =
        (id, stream, fault, index, value, now) ->
            heard.add(new Script.Hit(id.link(), id.node(), id.connection(), stream, fault, index));
    return new Surroundings(new Dice(seed), log, 0);
  }

  private static Bytes frame(int number) {
    byte[] unit = new byte[12];
    unit[0] = 8;
    unit[4] = (byte) number;
    unit[5] = (byte) (number >>> 8);
    return Bytes.wrap(unit);
  }
}
