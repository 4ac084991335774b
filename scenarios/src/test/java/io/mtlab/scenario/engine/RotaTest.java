package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.Scenario.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who is online when. Time is moved by hand; a visit lasts 20. */
final class RotaTest {
  private final List<String> told = new ArrayList<>();
  private final TreeSet<Integer> online = new TreeSet<>();
  private final Rota rota = new Rota(5, cast());

  @Test
  void without_turns_everybody_stays() {
    joinAll();
    rota.advance(1_000);

    assertThat(online).containsExactly(1, 2, 3, 4, 5);
    assertThat(rota.nextDue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void one_after_the_other_comes_for_a_visit_and_all_come_round_again() {
    joinAll();
    begin(0.4);

    List<String> seen = new ArrayList<>();
    for (long now = 0; now <= 70; now += 10) {
      assertThat(rota.nextDue()).isEqualTo(now);
      rota.advance(now);
      seen.add(online.toString());
    }

    assertThat(seen)
        .containsExactly(
            "[1]", "[1, 2]", "[2, 3]", "[3, 4]", "[4, 5]", "[1, 5]", "[1, 2]", "[2, 3]");
  }

  @Test
  void who_joins_outside_its_turn_leaves_when_it_has_joined() {
    begin(0.4);
    rota.advance(15);
    joinAll();

    assertThat(told).containsSubsequence("join 3", "leave 3", "join 4", "leave 4");
    assertThat(online).containsExactly(1, 2);
  }

  @Test
  void who_has_not_joined_has_no_turn() {
    begin(0.4);
    rota.join(1);
    rota.advance(200);

    assertThat(told).allMatch(one -> one.endsWith(" 1"));
  }

  @Test
  void one_at_least_is_online() {
    joinAll();
    begin(0.01);
    rota.advance(45);

    assertThat(online).containsExactly(3);
  }

  @Test
  void turns_end_when_all_may_be_online() {
    joinAll();
    begin(0.4);
    rota.advance(35);
    begin(1);
    rota.advance(1_000);

    assertThat(online).containsExactly(1, 2, 3, 4, 5);
  }

  private void begin(double share) {
    rota.begin(new Turns(share, 20), 0);
  }

  private void joinAll() {
    for (int member = 1; member <= 5; member++) {
      rota.join(member);
    }
  }

  private Cast cast() {
    return new Cast() {
      @Override
      public void createGroup() {
        throw new AssertionError("a rota makes no groups");
      }

      @Override
      public void join(int member) {
        told.add("join " + member);
        online.add(member);
      }

      @Override
      public void leave(int member) {
        told.add("leave " + member);
        online.remove(member);
      }

      @Override
      public void comeBack(int member) {
        told.add("come back " + member);
        online.add(member);
      }

      @Override
      public void post(int post, long intended) {
        throw new AssertionError("a rota posts nothing");
      }

      @Override
      public void readdress(PhaseSpec phase) {}

      @Override
      public void server(boolean up) {}

      @Override
      public void network(PhaseSpec phase) {
        throw new AssertionError("a rota changes no network");
      }
    };
  }
}
