package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.Library;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told what when, and when a phase is over. Time is moved by hand. */
final class ConductorTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private long now;
  private final Play play =
      play("group-broadcast", Map.of("members", "3", "posts", "2", "arrival", "2/s"));
  private final End end = play.end();
  private final Conductor conductor = conductor(play);

  @BeforeEach
  void begins() {
    play.measure().record(0, new TraceEvent.Run("x", 1, "virtual", new LinkedHashMap<>()));
    conductor.advance(0);
  }

  @Test
  void members_arrive_at_their_rate_whatever_becomes_of_those_before() {
    groupMade();

    assertThat(told).containsExactly("create", "join 1");
    assertThat(conductor.nextDue()).isEqualTo(SECOND / 2);
    passes(0.5);
    passes(1.0);
    assertThat(told).containsExactly("create", "join 1", "join 2", "join 3");
  }

  @Test
  void posts_begin_when_all_have_joined_and_are_due_at_their_rate() {
    groupMade();
    passes(1);
    joins(1, 2);
    assertThat(told).doesNotContain("post 0 due 2.0");

    passes(2);
    joins(3);
    passes(2);
    passes(4.5);

    assertThat(told).endsWith("post 0 due 2.0", "post 1 due 3.0");
  }

  @Test
  void a_whole_play_is_complete_when_everybody_has_everything() {
    playToTheLastPost();
    delivers(1, 0, 1);
    delivers(2, 0, 1);
    delivers(3, 0);
    passes(6);
    assertThat(end.how()).isNull();

    delivers(3, 1);
    passes(7);

    assertThat(end.how()).isEqualTo(Stop.COMPLETE);
    assertThat(end.remark()).isNull();
  }

  @Test
  void a_phase_that_takes_too_long_ends_the_run_and_is_named() {
    playToTheLastPost();
    delivers(1, 0, 1);
    passes(100);
    assertThat(end.how()).isNull();

    passes(190);

    assertThat(end.how()).isEqualTo(Stop.OUT_OF_TIME);
    assertThat(end.remark())
        .isEqualTo("Phase \"drain\" was not over within 3m: 2 of 6 deliveries have arrived.");
  }

  @Test
  void a_time_limit_counts_from_the_end_of_the_schedule() {
    groupMade();
    passes(120.9);
    assertThat(end.how()).isNull();

    passes(121);

    assertThat(end.how()).isEqualTo(Stop.OUT_OF_TIME);
    assertThat(end.remark())
        .isEqualTo(
            "Phase \"join\" was not over within 2m after the last was due:"
                + " 0 of 3 members have joined.");
  }

  @Test
  void a_poster_that_gives_up_ends_the_run_at_once() {
    conductor.posterFailed("KEY_EXCHANGE_TIMEOUT");
    assertThat(conductor.isReady()).isTrue();

    conductor.advance(SECOND);

    assertThat(end.how()).isEqualTo(Stop.OUT_OF_TIME);
    assertThat(end.remark()).isEqualTo("The poster gave up: KEY_EXCHANGE_TIMEOUT.");
  }

  @Test
  void an_interrupted_run_tells_nobody_anything_more() {
    groupMade();
    end.set(Stop.INTERRUPTED, "stop");

    assertThat(conductor.isReady()).isTrue();
    passes(10);

    assertThat(told).containsExactly("create", "join 1");
    assertThat(end.how()).isEqualTo(Stop.INTERRUPTED);
  }

  @Test
  void a_server_is_away_as_long_as_its_phase_says_and_then_the_next_one_begins() {
    Play play = play("server-restart", Map.of("members", "1", "away", "2s"));
    Conductor restarting = conductor(play);
    play.measure().record(0, new TraceEvent.Run("x", 1, "virtual", new LinkedHashMap<>()));
    restarting.advance(0);
    restarting.groupIsReady();
    play.measure().record(0, new TraceEvent.Joined("member-1", 1));
    restarting.advance(0);
    for (int post = 0; post < 20; post++) {
      play.measure().record(0, new TraceEvent.Posted("poster", post, 0, 1));
    }
    told.clear();

    restarting.advance(SECOND);
    assertThat(told).containsExactly("server ends");
    assertThat(restarting.nextDue()).isEqualTo(3 * SECOND);
    assertThat(restarting.status(1).words()).isEqualTo("the server is away.");
    restarting.advance(3 * SECOND - 1);
    assertThat(told).containsExactly("server ends");

    restarting.advance(3 * SECOND);
    assertThat(restarting.isReady()).as("the phase is over").isTrue();
    restarting.advance(3 * SECOND);
    assertThat(told).startsWith("server ends", "server begins");
    assertThat(restarting.status(3).phase()).isEqualTo("after");
  }

  private void playToTheLastPost() {
    groupMade();
    passes(1);
    joins(1, 2, 3);
    passes(1);
    passes(2);
    play.measure().record(SECOND, new TraceEvent.Posted("poster", 0, SECOND, 3));
    play.measure().record(2 * SECOND, new TraceEvent.Posted("poster", 1, 2 * SECOND, 3));
    passes(2.5);
  }

  private void groupMade() {
    conductor.groupIsReady();
    conductor.advance(now);
  }

  private void passes(double second) {
    now = (long) (second * SECOND);
    conductor.advance(now);
  }

  private void joins(int... members) {
    for (int member : members) {
      play.measure().record(now, new TraceEvent.Joined("member-" + member, 1));
    }
  }

  private void delivers(int member, int... posts) {
    for (int post : posts) {
      play.measure().record(now, new TraceEvent.Delivered("member-" + member, post, 1, Via.UPDATE));
    }
  }

  private Conductor conductor(Play play) {
    Cast cast =
        new Cast() {
          @Override
          public void network(PhaseSpec phase) {
            told.add(phase.verb().word() + " " + phase.transport());
          }

          @Override
          public void readdress(PhaseSpec phase) {
            told.add(phase.verb().word() + " " + phase.node());
          }

          @Override
          public void server(boolean up) {
            told.add(up ? "server begins" : "server ends");
          }

          @Override
          public void createGroup() {
            told.add("create");
          }

          @Override
          public void join(int member) {
            told.add("join " + member);
          }

          @Override
          public void leave(int member) {
            told.add("leave " + member);
          }

          @Override
          public void comeBack(int member) {
            told.add("come back " + member);
          }

          @Override
          public void post(int post, long intended) {
            told.add("post " + post + " due " + (double) intended / SECOND);
          }
        };
    return new Conductor(play, 0, cast, Trace.NONE);
  }

  private static Play play(String scenario, Map<String, String> chosen) {
    try {
      Order order =
          new Order(
              Library.open(scenario, List.of("mobile-4g", "wifi")).resolve(chosen),
              1,
              true,
              false,
              BackendChoice.EMBEDDED,
              false,
              Path.of("unused"),
              "",
              "");
      Capturing nothing = Capturing.of(order);
      return new Play(order, _ -> {}, OutputStream.nullOutputStream(), nothing);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
