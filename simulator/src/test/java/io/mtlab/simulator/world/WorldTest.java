package io.mtlab.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.time.Timeline;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final NetworkProfile SLOW =
      NetworkProfile.NONE.withDelay(20 * Time.MILLISECOND, 0);
  private static final NetworkProfile SHAKY =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 15 * Time.MILLISECOND);

  @Test
  void setting_up_takes_a_round_trip_and_an_echo_another() {
    Pair pair = new Pair(SLOW, 1);
    pair.world.runUntilIdle(Time.NEVER);

    assertThat(pair.ticker.openedAt).isEqualTo(Timeline.EPOCH + 40 * Time.MILLISECOND);
    assertThat(pair.ticker.heardAt)
        .containsExactly(Timeline.EPOCH + 40 * Time.MILLISECOND + Time.SECOND + 40_000_000);
    assertThat(pair.world.bytesUp()).isEqualTo(8);
    assertThat(pair.world.bytesDown()).isEqualTo(8);
  }

  @Test
  void without_delay_everything_happens_at_once() {
    Pair pair = new Pair(NetworkProfile.NONE, 3);
    pair.world.runUntilIdle(Time.NEVER);

    assertThat(pair.ticker.heard).isEqualTo(24);
    assertThat(pair.ticker.heardAt.getFirst()).isEqualTo(Timeline.EPOCH + Time.SECOND);
    assertThat(pair.world.now()).isEqualTo(Timeline.EPOCH + 3 * Time.SECOND);
  }

  @Test
  void nobody_listening_refuses_and_an_unknown_name_is_unreachable() {
    Pair pair = new Pair(SLOW, 1);
    pair.server.stopListening();
    pair.world.runUntilIdle(Time.NEVER);
    assertThat(pair.ticker.ends).containsExactly(Cause.REFUSED);
    assertThat(pair.world.now()).isEqualTo(Timeline.EPOCH + 40 * Time.MILLISECOND);

    pair.client.schedule(pair.world.now(), now -> pair.ticker.dial("nowhere"));
    pair.world.runUntilIdle(Time.NEVER);
    assertThat(pair.ticker.ends).containsExactly(Cause.REFUSED, Cause.UNREACHABLE);
    assertThat(pair.echo.connections).isZero();
  }

  @Test
  void a_dialling_that_is_given_up_never_stands() {
    Pair pair = new Pair(SLOW, 1);
    pair.client.schedule(Timeline.EPOCH + 1, now -> pair.ticker.hangUp(How.FIN));
    pair.world.runUntilIdle(Time.NEVER);

    assertThat(pair.ticker.openedAt).isZero();
    assertThat(pair.ticker.ends).isEmpty();
    assertThat(pair.echo.connections).isZero();
  }

  @Test
  void an_end_keeps_its_place_behind_what_was_sent() {
    Pair pair = new Pair(SLOW, 1);
    long at = Timeline.EPOCH + 2 * Time.SECOND;
    pair.client.schedule(
        at,
        now -> {
          pair.ticker.out.transmit(Ticker.CONN, Bytes.wrap(new byte[] {9, 9}));
          pair.ticker.hangUp(How.FIN);
        });
    pair.world.runUntilIdle(Time.NEVER);

    assertThat(pair.echo.gone).isEqualTo(1);
    assertThat(pair.world.bytesUp()).isEqualTo(10);
    assertThat(pair.ticker.heard).as("what comes after the own end is not heard").isEqualTo(8);
    assertThat(pair.ticker.ends).isEmpty();
  }

  @Test
  void the_other_side_may_end_it_too() {
    Pair pair = new Pair(SLOW, 1);
    pair.client.schedule(
        Timeline.EPOCH + 2 * Time.SECOND,
        now -> pair.ticker.out.transmit(Ticker.CONN, Bytes.wrap(new byte[1])));
    pair.world.runUntilIdle(Time.NEVER);

    assertThat(pair.ticker.ends).containsExactly(Cause.FIN);
    assertThat(pair.echo.gone).isZero();
    pair.ticker.out.transmit(Ticker.CONN, Bytes.wrap(new byte[4]));
    assertThat(pair.world.bytesUp()).as("nothing is sent after the end").isEqualTo(9);
  }

  @Test
  void the_same_seed_leaves_the_same_bytes_and_another_seed_others() {
    String first = shakyTrace(1);

    assertThat(shakyTrace(1)).isEqualTo(first);
    assertThat(shakyTrace(2)).isNotEqualTo(first);
    assertThat(first).contains("\"delay\":");
  }

  @Test
  void one_more_node_does_not_change_what_happens_to_the_others() {
    List<Long> alone = heard(5, 1);
    List<Long> inCompany = heard(5, 2);

    assertThat(inCompany).isEqualTo(alone).isNotEmpty();
  }

  @Test
  void a_violation_ends_the_run_and_tells_the_seed_and_the_last_events() {
    Pair pair = new Pair(SLOW, 50);
    pair.world.always(new HeardAtMost(2));

    assertThatThrownBy(() -> pair.world.runUntilIdle(Time.NEVER))
        .isInstanceOf(Violation.class)
        .hasMessageContaining("connected-at-most: 1 is too many (seed 3)")
        .hasMessageContaining("+40000000 ns client opened");
  }

  @Test
  void a_bug_in_a_machine_comes_out_with_the_seed() {
    Pair pair = new Pair(SLOW, 1);
    pair.client.schedule(
        Timeline.EPOCH + 5,
        now -> {
          throw new IllegalArgumentException("a bug");
        });

    assertThatThrownBy(() -> pair.world.runUntilIdle(Time.NEVER))
        .hasMessageContaining("seed 3, +5 ns")
        .hasRootCauseMessage("a bug");
  }

  @Test
  void a_condition_stops_the_run_when_it_holds_and_says_when_it_does_not() {
    Pair pair = new Pair(SLOW, 10);

    assertThat(pair.world.runUntil(() -> pair.ticker.heard >= 16, Time.NEVER)).isTrue();
    assertThat(pair.ticker.heard).isEqualTo(16);
    assertThat(pair.world.runUntil(() -> pair.ticker.heard > 800, Timeline.EPOCH + Time.HOUR))
        .isFalse();
    assertThat(pair.world.now()).isEqualTo(Timeline.EPOCH + Time.HOUR);
  }

  private static String shakyTrace(long seed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TraceFile file = new TraceFile(bytes, Timeline.EPOCH)) {
      World world = new World(new Seeds(seed), Links.all(new Link("l", SHAKY)), file);
      world.add("server", Echo::new).listen();
      for (int i = 1; i <= 5; i++) {
        addTicker(world, "client-" + i, 20);
      }
      world.runUntil(Timeline.EPOCH + Time.MINUTE);
      world.recorder().finish(world.now());
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  private static List<Long> heard(long seed, int clients) {
    World world = new World(new Seeds(seed), Links.all(new Link("l", SHAKY)), Trace.NONE);
    world.add("server", Echo::new).listen();
    Ticker first = addTicker(world, "client-1", 20);
    for (int i = 2; i <= clients; i++) {
      addTicker(world, "client-" + i, 20);
    }
    world.runUntilIdle(Time.NEVER);
    return first.heardAt;
  }

  private static Ticker addTicker(World world, String name, int ticks) {
    List<Ticker> made = new ArrayList<>();
    Node node =
        world.add(
            name,
            out -> {
              made.add(new Ticker(out, name, Time.SECOND, ticks));
              return made.getFirst();
            });
    node.schedule(world.now(), now -> made.getFirst().dial("server"));
    return made.getFirst();
  }

  /** A client and a server, and the link between them. */
  private static final class Pair {
    final World world;
    final Node server;
    final Node client;
    final Echo echo;
    final Ticker ticker;

    Pair(NetworkProfile profile, int ticks) {
      world = new World(new Seeds(3), Links.all(new Link("link", profile)), Trace.NONE);
      List<Echo> echoes = new ArrayList<>();
      List<Ticker> tickers = new ArrayList<>();
      server =
          world.add(
              "server",
              out -> {
                echoes.add(new Echo(out));
                return echoes.getFirst();
              });
      server.listen();
      client =
          world.add(
              "client",
              out -> {
                tickers.add(new Ticker(out, "client", Time.SECOND, ticks));
                return tickers.getFirst();
              });
      echo = echoes.getFirst();
      ticker = tickers.getFirst();
      client.schedule(world.now(), now -> ticker.dial("server"));
    }
  }

  /** Breaks at the first connection. */
  private static final class HeardAtMost implements Invariant {
    private final int max;
    private int count;

    HeardAtMost(int max) {
      this.max = max;
      this.count = max - 1;
    }

    @Override
    public String name() {
      return "connected-at-most";
    }

    @Override
    public void happened(int node, Event event, long now) {
      if (event instanceof TraceEvent.Connected) {
        count++;
      }
    }

    @Override
    public @Nullable String violation() {
      return count >= max ? (count - max + 1) + " is too many" : null;
    }
  }
}
