package io.mtlab.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.NonceHash;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake.Decision;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.DhGenRetry;
import io.mtlab.mtproto.tl.service.ReqPqMulti;
import io.mtlab.testing.Requirement;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Client and server, both as they should be. */
class HandshakeTest {
  @Requirement({"A-035", "A-036", "A-042"})
  void a035_both_sides_have_the_same_key_id_and_salt() throws ProtocolException {
    Duel duel = new Duel().playToTheEnd();

    Agreed ours = duel.clientKeys.getFirst();
    Agreed theirs = duel.serverKeys.getFirst();
    assertThat(ours.key()).isEqualTo(theirs.key());
    assertThat(ours.key().secret().size()).isEqualTo(256);
    assertThat(ours.serverSalt())
        .isEqualTo(theirs.serverSalt())
        .isEqualTo(duel.newNonce().int64(0) ^ duel.serverNonce().int64(0));
    assertThat(ours.expiresAt()).isZero();
    assertThat(theirs.expiresAt()).isZero();
    assertThat(duel.clientKeys).hasSize(1);
    assertThat(duel.client.nextWake()).isEqualTo(Time.NEVER);
  }

  @Requirement("A-012")
  void a012_a_temporary_key_ends_at_the_same_second_on_both_sides() throws ProtocolException {
    Duel duel = new Duel(86_400, Rules.STRICT).playToTheEnd();

    int end = (int) (Duel.NOW / Time.SECOND) + 86_400;
    assertThat(duel.clientKeys.getFirst().expiresAt()).isEqualTo(end);
    assertThat(duel.serverKeys.getFirst().expiresAt()).isEqualTo(end);
  }

  @Requirement("A-031")
  void a031_a_client_whose_clock_is_two_hours_late_learns_the_difference()
      throws ProtocolException {
    Duel duel = new Duel();
    long late = Duel.NOW - 2 * Time.HOUR;
    duel.client.start(late);
    while (!duel.toServer.isEmpty()) {
      duel.server.received(duel.toServer.removeFirst(), Duel.NOW);
      duel.client.received(duel.toClient.removeFirst(), late);
    }

    assertThat(duel.clientKeys.getFirst().clockOffset()).isEqualTo(2 * Time.HOUR);
  }

  @Requirement({"A-008", "A-051"})
  void a008_unknown_fingerprints_are_passed_over() throws ProtocolException {
    ClientHandshake.Settings knowsTheSecond =
        new ClientHandshake.Settings(
            ServerKeys.of(Keys.SECOND.publicKey()), Duel.DC, 0, Duel.groups());

    Duel duel = new Duel(1, knowsTheSecond, Rules.STRICT).playToTheEnd();

    assertThat(duel.clientKeys).hasSize(1);
  }

  @Requirement("A-004")
  void a004_a_client_asks_with_req_pq_multi_and_a_new_nonce() throws ProtocolException {
    Duel first = new Duel(1, Duel.clientSettings(0), Rules.STRICT).play(0);
    Duel second = new Duel(2, Duel.clientSettings(0), Rules.STRICT).play(0);

    Bytes nonce = nonceOf(first.toServer.getFirst());
    assertThat(nonce).isEqualTo(first.clientEntropy.draw(16, 0));
    assertThat(nonce).isNotEqualTo(nonceOf(second.toServer.getFirst()));
  }

  @Requirement({"A-033", "A-037", "A-038"})
  void a033_a_taken_id_makes_the_client_try_again_with_another_b() throws ProtocolException {
    Duel duel = new Duel();
    Collections.addAll(duel.decisions, Decision.TAKEN, Decision.TAKEN, Decision.KEEP);

    duel.playToTheEnd();

    assertThat(duel.serverKeys).extracting(Agreed::key).doesNotHaveDuplicates().hasSize(3);
    assertThat(duel.clientKeys.getFirst().key()).isEqualTo(duel.serverKeys.get(2).key());
    assertThat(duel.clientEntropy.draws(DhGroup.SIZE)).doesNotHaveDuplicates().hasSize(3);
  }

  @Requirement("A-040")
  void a040_an_honest_failure_starts_the_exchange_again_with_a_new_nonce()
      throws ProtocolException {
    Duel duel = new Duel();
    Collections.addAll(duel.decisions, Decision.FAIL, Decision.KEEP);

    duel.playToTheEnd();

    assertThat(duel.clientKeys.getFirst().key()).isEqualTo(duel.serverKeys.get(1).key());
    assertThat(duel.clientEntropy.draws(16)).doesNotHaveDuplicates().hasSize(2);
  }

  @Requirement("A-040")
  void a040_failures_without_end_end_the_exchange() throws ProtocolException {
    Duel duel = new Duel();
    duel.decisions.addAll(Collections.nCopies(ClientHandshake.RESTARTS_MAX + 1, Decision.FAIL));
    duel.play(3 * ClientHandshake.RESTARTS_MAX + 2);

    duel.server.received(duel.toServer.removeFirst(), Duel.NOW);

    assertThat(duel.clientSaysTo(duel.toClient.removeFirst()))
        .isEqualTo(PeerMisbehaved.DH_GEN_FAIL);
    assertThat(duel.clientKeys).isEmpty();
    assertThat(duel.toServer).isEmpty();
  }

  @Requirement("A-041")
  void a041_a_server_that_always_says_retry_is_left() throws ProtocolException {
    Duel duel = new Duel().play(2);
    for (int i = 0; i < ClientHandshake.RETRIES_MAX; i++) {
      assertThat(duel.clientSaysTo(retry(duel, i))).isNull();
    }

    assertThat(duel.clientSaysTo(retry(duel, ClientHandshake.RETRIES_MAX)))
        .isEqualTo(PeerMisbehaved.TOO_MANY_RETRIES);
    assertThat(duel.clientKeys).isEmpty();
  }

  /** What an authentic server says that does not like the n-th key either. */
  private static Bytes retry(Duel duel, int n) throws ProtocolException {
    byte[] b = duel.clientEntropy.draw(DhGroup.SIZE, n).toArray();
    byte[] a = duel.serverEntropy.draw(DhGroup.SIZE, 0).toArray();
    byte[] gA = DhGroup.WELL_KNOWN.publicValue(a);
    AuthKey key = AuthKey.of(DhGroup.WELL_KNOWN.sharedKey(gA, b));
    Bytes hash = NonceHash.of(duel.newNonce(), NonceHash.RETRY, key);
    DhGenRetry retry = new DhGenRetry(duel.clientEntropy.draw(16, 0), duel.serverNonce(), hash);
    return new PlainMessage(4L * n + 1, PlainBody.write(retry)).write();
  }

  @Test
  void a_frame_of_another_exchange_is_told_by_its_nonce() throws ProtocolException {
    Duel duel = new Duel().play(0);
    Duel other = new Duel(9, Duel.clientSettings(0), Rules.STRICT).play(0);
    duel.server.received(duel.toServer.removeFirst(), Duel.NOW);
    other.server.received(other.toServer.removeFirst(), Duel.NOW);

    assertThat(duel.client.concerns(duel.toClient.getFirst())).isTrue();
    assertThat(duel.client.concerns(other.toClient.getFirst())).isFalse();
  }

  @Test
  void a_key_and_its_salt_are_not_shown() throws ProtocolException {
    Agreed agreed = new Duel().playToTheEnd().clientKeys.getFirst();

    assertThat(agreed.toString())
        .contains(Long.toHexString(agreed.key().id()))
        .doesNotContain(Long.toString(agreed.serverSalt()));
  }

  private static Bytes nonceOf(Bytes frame) throws ProtocolException {
    return ReqPqMulti.read(new TlReader(PlainMessage.read(frame).body())).nonce();
  }
}
