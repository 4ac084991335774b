package io.mtlab.simulator.network.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Links in a row do to a connection what each would do alone, one after the other. */
final class ChainTest {
  private static final int COUNT = 300;
  private static final PassageId HOME = new PassageId("member-home-dc2", 3, 1);
  private static final PassageId LOCAL = new PassageId("member-home", 3, 1);
  private static final PassageId LINE = new PassageId("home-dc2", 3, 1);

  private final List<String> decided = new ArrayList<>();
  private final Surroundings around =
      new Surroundings(
          new Dice(7),
          (id, stream, fault, index, valueNs, now) ->
              decided.add(id.link() + " " + stream + " " + fault + " " + index + " at " + now),
          0);
  private final List<String> left = new ArrayList<>();

  @Test
  void each_link_loses_by_its_own_dice_and_delays_add_up() {
    NetworkProfile lossy = NetworkProfile.NONE.withLoss(0.3);
    Passage passage = passage(lossy.withDelay(10, 0), lossy.withDelay(20, 0));
    for (int i = 0; i < COUNT; i++) {
      until(passage, i);
      passage.fromClient(numbered(i, 1), i);
    }
    drain(passage);

    List<String> both =
        IntStream.range(0, COUNT)
            .filter(i -> !lost(LOCAL, i, 0.3) && !lost(LINE, i, 0.3))
            .mapToObj(i -> "to server " + i % 256 + " at " + (i + 30))
            .toList();
    assertThat(left).isEqualTo(both);
    assertThat(both).hasSizeBetween(120, 175);
    for (PassageId id : List.of(LOCAL, LINE)) {
      long expected =
          IntStream.range(0, COUNT)
              .filter(i -> lost(id, i, 0.3) && (id.equals(LOCAL) || !lost(LOCAL, i, 0.3)))
              .count();
      assertThat(decided.stream().filter(line -> line.startsWith(id.link() + " UPSTREAM loss")))
          .hasSize((int) expected);
    }
  }

  @Test
  void the_links_are_passed_in_the_order_of_the_direction() {
    NetworkProfile slow = NetworkProfile.NONE.withRate(1_000);
    FaultSpec first = FaultSpec.of("loss", "model", "list", "list", "0");
    Passage passage = passage(slow, NetworkProfile.NONE.withFaults(List.of(first)));
    for (int i = 0; i < 2; i++) {
      passage.fromClient(numbered(i, 1_000), 0);
      passage.fromServer(numbered(i, 1_000), 0);
    }
    drain(passage);

    assertThat(left)
        .as("upstream it is lost behind the slow line, downstream before it")
        .containsExactlyInAnyOrder("to server 1 at 2000000000", "to client 1 at 1000000000");
    assertThat(decided)
        .contains("home-dc2 UPSTREAM loss 0 at 1000000000", "home-dc2 DOWNSTREAM loss 0 at 0");
  }

  @Test
  void a_link_alone_is_the_same_in_a_chain_and_without_one() {
    NetworkProfile shaky = Presets.byName("mobile-4g");
    Chain chain = Chain.of(LINE.link(), shaky);

    assertThat(chain.oneWay()).isEqualTo(shaky.oneWay());
    assertThat(chain.faultsFrames()).isTrue();
    assertThat(run(Passage.ofDatagrams(LINE, chain, around, 0, ends())))
        .isEqualTo(run(Passage.ofDatagrams(LINE, shaky, around, 0, ends())));
    assertThat(new Chain(List.of()).faultsFrames()).isFalse();
  }

  private static void drain(Passage passage) {
    until(passage, Time.MINUTE);
  }

  private static void until(Passage passage, long time) {
    for (long next = passage.nextWake(); next <= time; next = passage.nextWake()) {
      passage.wake(next);
    }
  }

  private List<String> run(Passage passage) {
    left.clear();
    for (int i = 0; i < COUNT; i++) {
      passage.fromClient(numbered(i, 1), 0);
    }
    drain(passage);
    return List.copyOf(left);
  }

  private Passage passage(NetworkProfile local, NetworkProfile line) {
    Chain chain =
        new Chain(List.of(new Chain.Hop(LOCAL.link(), local), new Chain.Hop(LINE.link(), line)));
    return Passage.ofDatagrams(HOME, chain, around, 0, ends());
  }

  private static boolean lost(PassageId id, int frame, double probability) {
    return Dice.draw(7, id, Stream.UPSTREAM, "loss", frame) < probability;
  }

  private static Unit numbered(int number, int size) {
    byte[] bytes = new byte[size];
    bytes[0] = (byte) number;
    return new Unit.Chunk(Bytes.wrap(bytes));
  }

  private Passage.Ends ends() {
    return new Passage.Ends() {
      @Override
      public void toServer(Unit unit, long now) {
        left.add("to server " + number(unit) + " at " + now);
      }

      @Override
      public void toClient(Unit unit, long now) {
        left.add("to client " + number(unit) + " at " + now);
      }
    };
  }

  private static int number(Unit unit) {
    return ((Unit.Chunk) unit).bytes().toArray()[0] & 0xff;
  }
}
