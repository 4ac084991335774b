package io.mtlab.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.fault.TimedOut;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes again, and what never comes. */
class RepetitionTest {
  @Requirement("A-044")
  void a044_the_identical_query_goes_out_after_1_2_4_and_8_seconds() throws ProtocolException {
    Duel duel = new Duel().play(0);
    Bytes query = duel.toServer.removeFirst();
    List<Long> seconds = new ArrayList<>();
    while (duel.client.nextWake() < Duel.NOW + 40 * Time.SECOND) {
      long now = duel.client.nextWake();
      duel.client.wake(now - 1);
      assertThat(duel.toServer).isEmpty();
      duel.client.wake(now);
      assertThat(duel.toServer.removeFirst()).isEqualTo(query);
      seconds.add((now - Duel.NOW) / Time.SECOND);
    }

    assertThat(seconds).containsExactly(1L, 3L, 7L, 15L, 23L, 31L, 39L);
  }

  @Requirement("A-048")
  void a048_a_silent_server_is_given_up_after_60_seconds() throws ProtocolException {
    Duel duel = new Duel().play(1);
    duel.client.wake(Duel.NOW + Resends.EXCHANGE_MAX - 1);
    assertThat(duel.clientFaults).isEmpty();

    duel.client.wake(Duel.NOW + Resends.EXCHANGE_MAX);

    assertThat(duel.clientFaults).containsExactly(TimedOut.KEY_EXCHANGE);
    assertThat(duel.client.nextWake()).isEqualTo(Time.NEVER);
    int sent = duel.toServer.size();
    duel.client.wake(Duel.NOW + 2 * Resends.EXCHANGE_MAX);
    assertThat(duel.toServer).hasSize(sent);
  }

  @Requirement("A-043")
  void a043_the_identical_query_gets_the_identical_answer() throws ProtocolException {
    Duel duel = new Duel().play(0);
    for (int step = 0; step < 3; step++) {
      Bytes query = duel.toServer.removeFirst();
      duel.server.received(query, Duel.NOW);
      duel.server.received(query, Duel.NOW + Time.SECOND);
      Bytes answer = duel.toClient.removeFirst();
      assertThat(duel.toClient.removeFirst()).isEqualTo(answer);
      duel.client.received(answer, Duel.NOW);
      duel.client.received(answer, Duel.NOW);
    }

    assertThat(duel.clientKeys).hasSize(1);
    assertThat(duel.serverKeys).hasSize(1);
  }

  @Requirement("A-043")
  void a043_a_query_like_it_but_not_the_same_is_refused() throws ProtocolException {
    Duel duel = new Duel().play(1);
    Bytes query = duel.toServer.removeFirst();
    duel.server.received(query, Duel.NOW);

    assertThat(duel.serverSaysTo(Change.flip(-1).apply(query)))
        .isEqualTo(PeerMisbehaved.OUT_OF_TURN);
  }

  @Requirement("A-043")
  void a043_queries_of_an_exchange_that_is_over_do_no_harm() throws ProtocolException {
    Duel duel = new Duel().play(0);
    List<Bytes> queries = new ArrayList<>();
    while (!duel.toServer.isEmpty()) {
      queries.add(duel.toServer.getFirst());
      duel.play(1);
    }

    for (Bytes query : queries) {
      assertThat(duel.serverSaysTo(query)).isNull();
    }
    // Only the last answer is worth repeating.
    assertThat(duel.toClient).hasSize(1);
    assertThat(duel.serverKeys).hasSize(1);
  }

  @Requirement("A-043")
  void a043_an_exchange_is_forgotten_ten_minutes_after_its_last_answer() throws ProtocolException {
    Duel duel = new Duel().play(1);
    Bytes query = duel.toServer.removeFirst();
    assertThat(duel.server.nextWake()).isEqualTo(Duel.NOW + ServerHandshake.KEPT);

    duel.server.wake(Duel.NOW + ServerHandshake.KEPT - 1);
    assertThat(duel.server.isIdle()).isFalse();
    duel.server.wake(Duel.NOW + ServerHandshake.KEPT);

    assertThat(duel.server.isIdle()).isTrue();
    assertThat(duel.server.nextWake()).isEqualTo(Time.NEVER);
    assertThat(duel.serverSaysTo(query)).isEqualTo(PeerMisbehaved.NONCE_MISMATCH);
  }

  @Requirement("A-046")
  void a046_exchanges_on_one_connection_do_not_disturb_each_other() throws ProtocolException {
    Duel one = new Duel(1, Duel.clientSettings(0), Rules.STRICT).play(0);
    Duel two = new Duel(2, Duel.clientSettings(60), Rules.STRICT).play(0);

    while (!one.toServer.isEmpty()) {
      one.server.received(one.toServer.removeFirst(), Duel.NOW);
      one.client.received(one.toClient.removeFirst(), Duel.NOW);
      one.server.received(two.toServer.removeFirst(), Duel.NOW);
      two.client.received(one.toClient.removeFirst(), Duel.NOW);
    }

    assertThat(one.serverKeys)
        .extracting(Agreed::key)
        .containsExactly(one.clientKeys.getFirst().key(), two.clientKeys.getFirst().key());
  }

  @Requirement("Z-015")
  void z015_a_connection_keeps_a_few_exchanges_only() throws ProtocolException {
    Duel duel = new Duel().play(1);
    for (int i = 0; i < ServerHandshake.EXCHANGES_MAX; i++) {
      Duel other = new Duel(10 + i, Duel.clientSettings(0), Rules.STRICT).play(0);
      duel.server.received(other.toServer.removeFirst(), Duel.NOW);
    }

    assertThat(duel.serverSaysTo(duel.toServer.removeFirst()))
        .isEqualTo(PeerMisbehaved.NONCE_MISMATCH);
  }

  @Requirement("A-052")
  void a052_a_connection_makes_the_server_compute_so_often_only() throws ProtocolException {
    Duel duel = new Duel();
    for (int i = 0; i < ServerHandshake.WORK_MAX; i++) {
      assertThat(faultOfSecondQuery(duel, i, Duel.NOW)).isNotEqualTo("FLOOD");
    }

    assertThat(faultOfSecondQuery(duel, 97, Duel.NOW)).isEqualTo("FLOOD");
    assertThat(faultOfSecondQuery(duel, 98, Duel.NOW + ServerHandshake.WORK_SPAN))
        .isNotEqualTo("FLOOD");
  }

  /** A new client begins on the connection and sends garbage under RSA. */
  private static String faultOfSecondQuery(Duel duel, int seed, long now) throws ProtocolException {
    Duel client = new Duel(100 + seed, Duel.clientSettings(0), Rules.STRICT).play(0);
    duel.server.received(client.toServer.removeFirst(), now);
    client.client.received(duel.toClient.removeLast(), now);
    try {
      duel.server.received(Change.flip(-1).apply(client.toServer.removeFirst()), now);
      return "none";
    } catch (ProtocolException refused) {
      return refused.fault().name();
    }
  }

  @Test
  void a_decision_about_a_key_that_nobody_waits_for_changes_nothing() throws ProtocolException {
    Duel duel = new Duel().playToTheEnd();

    duel.server.decide(
        duel.clientKeys.getFirst().key().id(), ServerHandshake.Decision.FAIL, Duel.NOW);

    assertThat(duel.toClient).isEmpty();
  }
}
