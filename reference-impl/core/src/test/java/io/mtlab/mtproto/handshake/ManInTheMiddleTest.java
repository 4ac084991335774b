package io.mtlab.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.testing.Requirement;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Somebody who owns the network (Dolev and Yao): whichever field he changes, one side notices it at
 * the step that the specification names, and nobody ends with a key that the other does not have.
 */
final class ManInTheMiddleTest {
  private static final int CONSTRUCTOR = PlainMessage.HEADER_BYTES;

  /** Where who noticed what: {@code server 1} is the server at the client's second message. */
  private record Noticed(String where, Fault fault) {}

  @Requirement({"A-007", "A-026"})
  void a007_a_changed_nonce_is_noticed_with_the_next_message() throws ProtocolException {
    for (int at : new int[] {Change.NONCE, Change.NONCE + 15}) {
      assertThat(upChanged(0, at))
          .isEqualTo(new Noticed("client 0", PeerMisbehaved.NONCE_MISMATCH));
      for (int n = 1; n <= 2; n++) {
        assertThat(upChanged(n, at))
            .isEqualTo(new Noticed("server " + n, PeerMisbehaved.NONCE_MISMATCH));
      }
      for (int n = 0; n <= 2; n++) {
        assertThat(downChanged(n, at))
            .isEqualTo(new Noticed("client " + n, PeerMisbehaved.NONCE_MISMATCH));
      }
    }
  }

  @Requirement({"A-021", "A-026"})
  void a021_a_changed_server_nonce_is_noticed_by_the_server_at_the_latest()
      throws ProtocolException {
    for (int at : new int[] {Change.SERVER_NONCE, Change.SERVER_NONCE + 15}) {
      // The client cannot know it yet, and gives it back.
      assertThat(downChanged(0, at))
          .isEqualTo(new Noticed("server 1", PeerMisbehaved.SERVER_NONCE_MISMATCH));
      for (int n = 1; n <= 2; n++) {
        assertThat(upChanged(n, at))
            .isEqualTo(new Noticed("server " + n, PeerMisbehaved.SERVER_NONCE_MISMATCH));
        assertThat(downChanged(n, at))
            .isEqualTo(new Noticed("client " + n, PeerMisbehaved.SERVER_NONCE_MISMATCH));
      }
    }
  }

  @Requirement({"A-021", "A-018", "A-020"})
  void a021_each_field_of_req_dh_params_counts() throws ProtocolException {
    int p = Change.THIRD;
    int q = p + 8;
    int fingerprint = q + 8;
    int encrypted = fingerprint + 8 + 4;
    for (int at : new int[] {p + 1, p + 4, q + 1, q + 4}) {
      assertThat(upChanged(1, at)).isEqualTo(new Noticed("server 1", PeerMisbehaved.PQ));
    }
    assertThat(upChanged(1, fingerprint))
        .isEqualTo(new Noticed("server 1", PeerIncompatible.NO_COMMON_RSA_KEY));
    for (int at : new int[] {encrypted + 1, encrypted + 128, encrypted + 255}) {
      assertThat(upChanged(1, at)).isEqualTo(new Noticed("server 1", PeerMisbehaved.RSA_PADDING));
    }
  }

  @Requirement({"A-011", "A-008"})
  void a011_another_pq_or_other_fingerprints_lead_nowhere() throws ProtocolException {
    int pq = Change.THIRD + 1;
    for (int at : new int[] {pq + 1, pq + 4, pq + 7}) {
      assertThat(downChanged(0, at))
          .isNotNull()
          .extracting(Noticed::fault)
          .isEqualTo(PeerMisbehaved.PQ);
    }
    int fingerprint = Change.THIRD + 12 + 8;
    assertThat(downChanged(0, fingerprint))
        .isEqualTo(new Noticed("client 0", PeerIncompatible.NO_COMMON_RSA_KEY));
  }

  @Requirement({"A-028", "A-034"})
  void a028_what_is_encrypted_under_new_nonce_is_under_a_hash() throws ProtocolException {
    int encrypted = Change.THIRD + 4;
    for (int at : new int[] {encrypted, encrypted + 17, encrypted + 160, encrypted + 300}) {
      assertThat(downChanged(1, at))
          .isEqualTo(new Noticed("client 1", PeerMisbehaved.ANSWER_HASH_MISMATCH));
      assertThat(upChanged(2, at))
          .isEqualTo(new Noticed("server 2", PeerMisbehaved.ANSWER_HASH_MISMATCH));
    }
  }

  @Requirement("A-039")
  void a039_the_last_word_is_proved() throws ProtocolException {
    for (int at : new int[] {Change.THIRD, Change.THIRD + 15}) {
      assertThat(downChanged(2, at))
          .isEqualTo(new Noticed("client 2", PeerMisbehaved.NEW_NONCE_HASH_MISMATCH));
    }
  }

  @Test
  void another_constructor_is_noticed_where_it_arrives() throws ProtocolException {
    for (int n = 0; n <= 2; n++) {
      assertThat(upChanged(n, CONSTRUCTOR)).extracting(Noticed::where).isEqualTo("server " + n);
      assertThat(downChanged(n, CONSTRUCTOR)).extracting(Noticed::where).isEqualTo("client " + n);
    }
  }

  @Requirement("A-013")
  void a013_new_nonce_never_stands_on_the_wire() throws ProtocolException {
    Duel duel = new Duel().play(0);
    for (int n = 0; n <= 2; n++) {
      Bytes up = duel.toServer.getFirst();
      if (n > 0) {
        assertThat(up.toHex()).doesNotContain(duel.newNonce().toHex());
      }
      duel.server.received(duel.toServer.removeFirst(), Duel.NOW);
      Bytes down = duel.toClient.removeFirst();
      if (n > 0) {
        assertThat(down.toHex()).doesNotContain(duel.newNonce().toHex());
      }
      duel.client.received(down, Duel.NOW);
    }
    assertThat(duel.clientKeys).hasSize(1);
  }

  /** A key that somebody shares with the server is not taken for one that the client made. */
  @Requirement({"A-021", "A-022"})
  void a021_an_exchange_cannot_be_passed_on_to_another_one() throws ProtocolException {
    Duel victim = new Duel(5, Duel.clientSettings(0), Rules.STRICT).play(1);
    Duel attacker = new Duel(6, Duel.clientSettings(0), Rules.STRICT).play(1);
    // The victim's proof of who it is, in an exchange of the attacker's own.
    assertThat(attacker.serverSaysTo(victim.toServer.getFirst()))
        .isEqualTo(PeerMisbehaved.NONCE_MISMATCH);
    Bytes nonces = attacker.toServer.getFirst().slice(Change.NONCE, Change.THIRD);
    Bytes mixed =
        Bytes.concat(
            victim.toServer.getFirst().slice(0, Change.NONCE),
            Bytes.concat(nonces, victim.toServer.getFirst().from(Change.THIRD)));
    assertThat(attacker.serverSaysTo(mixed)).isNotNull();
    assertThat(attacker.serverKeys).isEmpty();
  }

  private static @Nullable Noticed upChanged(int frame, int at) throws ProtocolException {
    return changed(true, frame, Change.flip(at));
  }

  private static @Nullable Noticed downChanged(int frame, int at) throws ProtocolException {
    return changed(false, frame, Change.flip(at));
  }

  private static @Nullable Noticed changed(boolean up, int frame, UnaryOperator<Bytes> change)
      throws ProtocolException {
    Duel duel = new Duel().play(0);
    for (int n = 0; n <= 2; n++) {
      Bytes query = duel.toServer.removeFirst();
      Fault atServer = duel.serverSaysTo(up && n == frame ? change.apply(query) : query);
      if (atServer != null) {
        assertThat(duel.serverKeys).isEmpty();
        assertThat(duel.clientKeys).isEmpty();
        return new Noticed("server " + n, atServer);
      }
      Bytes answer = duel.toClient.removeFirst();
      Fault atClient = duel.clientSaysTo(!up && n == frame ? change.apply(answer) : answer);
      if (atClient != null) {
        assertThat(duel.clientKeys).isEmpty();
        return new Noticed("client " + n, atClient);
      }
    }
    return null;
  }
}
