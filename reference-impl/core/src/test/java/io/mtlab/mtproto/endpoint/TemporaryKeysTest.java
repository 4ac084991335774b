package io.mtlab.mtproto.endpoint;

import static io.mtlab.mtproto.endpoint.RawPeer.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.RawPeer.Line;
import io.mtlab.mtproto.endpoint.RawPeer.Session;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.mtproto.tl.api.AuthDropTempAuthKeys;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.NearestDc;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.mtproto.tl.service.DestroyAuthKey;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyOk;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Temporary keys at a server: what binds them, what they may do, and how they end. */
final class TemporaryKeysTest {
  private static final int DAY = 86_400;
  private static final TlObject TRUE = TlBool.of(true);

  private final RawPeer peer = new RawPeer();
  private final Line line = peer.line();
  private final Agreed permanent = line.agree(0);
  private final Agreed temporary = line.agree(DAY);
  private final Session session = peer.new Session(line, temporary);

  @Requirement({"P-007", "A-047", "T-031", "P-001"})
  void p007_a_proof_binds_the_key_and_the_session_goes_on() {
    assertThat(session.bind(permanent)).isEqualTo(TRUE);
    assertThat(session.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
    assertThat(error(session.ask(new UpdatesGetState()))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    assertThat(peer.events(ServerEvent.KeyBound.class)).hasSize(1);
    // The same client binds once more: it has not heard the answer.
    assertThat(session.bind(permanent)).isEqualTo(TRUE);
    assertThat(line.agree(0).key()).isNotEqualTo(permanent.key());
  }

  @Requirement({"P-007", "P-006"})
  void p007_what_is_wrong_with_a_proof_is_not_told() {
    String invalid = "400 ENCRYPTED_MESSAGE_INVALID";
    Agreed other = line.agree(0);
    long id = session.nextId();
    AuthBindTempAuthKey late = session.proof(permanent.key(), id, temporary.expiresAt());
    assertThat(error(session.ask(late))).isEqualTo(invalid); // under another msg_id
    long next = session.nextId();
    AuthBindTempAuthKey good = session.proof(permanent.key(), next, temporary.expiresAt());
    assertThat(error(session.ask(next, naming(good, other.key().id())))).isEqualTo(invalid);
    long unknown = session.nextId();
    good = session.proof(permanent.key(), unknown, temporary.expiresAt());
    assertThat(error(session.ask(unknown, naming(good, 1)))).isEqualTo(invalid);
    // A temporary key is not permanent, though the server knows it.
    assertThat(error(session.bind(temporary))).isEqualTo(invalid);
    assertThat(session.bind(permanent)).isEqualTo(TRUE);
  }

  private static AuthBindTempAuthKey naming(AuthBindTempAuthKey proof, long key) {
    return new AuthBindTempAuthKey(key, proof.nonce(), proof.expiresAt(), proof.encryptedMessage());
  }

  /** Nobody can bind the temporary key of another to a key of his own, or the other way round. */
  @Requirement({"P-007", "P-009"})
  void p007_a_proof_of_somebody_else_proves_nothing() {
    Session attacker = peer.new Session(line, line.agree(DAY));
    long id = session.nextId();
    AuthBindTempAuthKey proof = session.proof(permanent.key(), id, temporary.expiresAt());
    assertThat(error(attacker.ask(id, proof))).isEqualTo("400 ENCRYPTED_MESSAGE_INVALID");
    peer.pass(Time.SECOND); // the two draw their ids from one clock
    assertThat(error(attacker.introduce(signIn()))).isEqualTo("401 AUTH_KEY_PERM_EMPTY");
    assertThat(session.ask(id, proof)).isEqualTo(TRUE);
  }

  @Requirement("P-008")
  void p008_the_end_in_the_proof_is_that_of_the_key() {
    long id = session.nextId();
    AuthBindTempAuthKey longer = session.proof(permanent.key(), id, temporary.expiresAt() + 61);
    assertThat(error(session.ask(id, longer))).isEqualTo("400 EXPIRES_AT_INVALID");
    assertThat(session.bind(permanent)).isEqualTo(TRUE);
  }

  @Requirement("P-008")
  void p008_the_field_counts_from_the_end_of_the_exchange_and_is_a_little_late() {
    long id = session.nextId();
    AuthBindTempAuthKey late = session.proof(permanent.key(), id, temporary.expiresAt() + 60);
    assertThat(session.ask(id, late)).isEqualTo(TRUE);
    assertThat(peer.events(ServerEvent.Finding.class))
        .containsExactly(new ServerEvent.Finding(PeerMisbehaved.TEMPORARY_KEY_END, true));
  }

  @Requirement("P-009")
  void p009_a_key_is_bound_once_and_a_permanent_one_never() {
    Agreed other = line.agree(0);
    assertThat(session.bind(permanent)).isEqualTo(TRUE);
    assertThat(error(session.bind(other))).isEqualTo("400 TEMP_AUTH_KEY_ALREADY_BOUND");
    Session under = peer.new Session(line, permanent);
    assertThat(error(under.bind(permanent))).isEqualTo("400 TEMP_AUTH_KEY_EMPTY");
    assertThat(session.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
  }

  @Requirement("P-010")
  void p010_an_unbound_key_may_call_three_methods() {
    assertThat(session.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
    assertThat(session.ask(new HelpGetNearestDc())).isInstanceOf(NearestDc.class);
    assertThat(error(session.ask(new UpdatesGetState()))).isEqualTo("401 AUTH_KEY_PERM_EMPTY");
    assertThat(error(session.ask(signIn()))).isEqualTo("401 AUTH_KEY_PERM_EMPTY");
    assertThat(session.bind(permanent)).isEqualTo(TRUE);
    assertThat(error(session.ask(signIn()))).isEmpty();
  }

  private static AuthImportBotAuthorization signIn() {
    return new AuthImportBotAuthorization(0, 1, "hash", "5:token-of-a-bot");
  }

  @Requirement({"P-011", "P-017"})
  void p017_layer_authorization_and_sessions_belong_to_the_permanent_key() {
    session.bind(permanent);
    assertThat(session.introduce(signIn())).isNotNull();
    assertThat(error(session.ask(new UpdatesGetState()))).isEmpty();

    Agreed next = line.agree(DAY);
    Session side = peer.new Session(line, next);
    assertThat(side.bind(permanent)).isEqualTo(TRUE);
    session.key = next;
    assertThat(error(session.ask(new UpdatesGetState())))
        .as("signed in, with the layer named before, in the same session")
        .isEmpty();
    // A new binding replaces the old one.
    session.key = temporary;
    assertThat(session.ask(new UpdatesGetState())).isNull();
    assertThat(line.errors).containsExactly(-404);
  }

  @Requirement({"P-017", "P-015"})
  void p017_a_query_in_flight_at_the_switch_is_executed_once_and_answered_under_the_new_key() {
    session.bind(permanent);
    session.introduce(signIn());
    long id = session.nextId();
    Message query = new Message(id, 9, TlObjects.toBytes(new HelpGetConfig()));
    session.send(query); // its answer is lost
    assertThat(session.take(temporary.key())).isNotEmpty();
    Agreed next = line.agree(DAY);
    peer.new Session(line, next).bind(permanent);
    session.key = next;
    session.send(query);
    List<TlObject> said = session.take(next.key());
    assertThat(said).filteredOn(RpcResult.class::isInstance).hasSize(1);
  }

  @Requirement("P-013")
  void p013_a_temporary_key_ends_at_its_time_and_the_permanent_one_stays() {
    session.bind(permanent);
    assertThat(session.introduce(signIn())).isNotNull();
    peer.pass((DAY - 1) * Time.SECOND);
    Line later = peer.line();
    session.line = later;
    assertThat(later.agree(0)).isNotNull(); // the connection itself is good
    peer.pass(Time.SECOND);
    assertThat(session.ask(new UpdatesGetState())).isNull();
    assertThat(later.errors).containsExactly(-404);

    Line again = peer.line();
    Agreed next = again.agree(DAY);
    Session renewed = peer.new Session(again, next);
    assertThat(renewed.bind(permanent)).isEqualTo(TRUE);
    assertThat(error(renewed.introduce(new UpdatesGetState()))).isEmpty();
  }

  @Test
  void a_temporary_key_that_nobody_binds_is_not_kept_long() {
    peer.pass(GateKey.UNBOUND_MAX);
    Line later = peer.line();
    session.line = later;
    assertThat(session.ask(new HelpGetConfig())).isNull();
    assertThat(later.errors).containsExactly(-404);
  }

  @Requirement("P-013")
  void p013_dropped_keys_are_unknown_at_once_but_for_the_excepted_ones() {
    session.bind(permanent);
    session.introduce(new HelpGetConfig());
    long own = temporary.key().id();
    assertThat(session.ask(new AuthDropTempAuthKeys(List.of(own)))).isEqualTo(TRUE);
    assertThat(session.ask(new HelpGetConfig())).isInstanceOf(Config.class);
    assertThat(session.ask(new AuthDropTempAuthKeys(List.of()))).isEqualTo(TRUE);
    assertThat(session.ask(new HelpGetConfig())).isNull();
    assertThat(line.errors).containsExactly(-404);
  }

  @Requirement("P-003")
  void p003_a_permanent_key_that_encrypts_a_message_itself_is_a_finding() {
    session.bind(permanent);
    assertThat(session.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
    assertThat(peer.events(ServerEvent.Finding.class)).isEmpty();
    Session bare = peer.new Session(line, permanent);
    assertThat(bare.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
    assertThat(peer.events(ServerEvent.Finding.class))
        .containsExactly(new ServerEvent.Finding(PeerMisbehaved.PERMANENT_KEY_USED, true));
  }

  @Requirement({"S-032", "Z-021"})
  void s032_a_destroyed_key_is_unknown_afterwards() {
    Session own = peer.new Session(line, permanent);
    own.introduce(new HelpGetConfig());
    Session another = peer.new Session(line, permanent);
    another.introduce(new HelpGetConfig());
    assertThat(own.ask(new DestroyAuthKey())).isInstanceOf(DestroyAuthKeyOk.class);
    assertThat(another.ask(new HelpGetConfig())).isNull();
    assertThat(line.errors).containsExactly(-404);
    // Nothing can be bound to it any more; the temporary key itself lives.
    Line fresh = peer.line();
    session.line = fresh;
    assertThat(error(session.bind(permanent))).isEqualTo("400 ENCRYPTED_MESSAGE_INVALID");
    assertThat(fresh.errors).isEmpty();
  }

  @Requirement({"S-032", "P-017"})
  void s032_under_a_bound_key_the_permanent_one_is_destroyed_too() {
    session.bind(permanent);
    session.introduce(signIn());
    assertThat(session.ask(new DestroyAuthKey())).isInstanceOf(DestroyAuthKeyOk.class);
    assertThat(session.ask(new HelpGetConfig())).isNull();
    assertThat(line.errors).containsExactly(-404);
    Line second = peer.line();
    Session bare = peer.new Session(second, permanent);
    assertThat(bare.ask(new HelpGetConfig())).isNull();
    assertThat(second.errors).containsExactly(-404);
  }

  @Requirement({"S-025", "R-009"})
  void s025_a_key_that_comes_back_to_memory_goes_on_with_its_salts_layer_and_user() {
    Session own = peer.new Session(line, permanent);
    own.introduce(signIn());
    peer.pass(20 * Time.MINUTE);
    peer.server.closed(line.conn, Cause.FIN, peer.now);
    peer.pass(GateSession.FORGOTTEN_AFTER); // the key has left memory, its salts are 30 min old
    Session later = peer.new Session(peer.line(), permanent);
    assertThat(error(later.ask(new UpdatesGetState()))).isEmpty();
    peer.pass(31 * Time.MINUTE);
    Session tooLate = peer.new Session(peer.line(), permanent);
    assertThat(tooLate.ask(new UpdatesGetState())).as("the first salt is over").isNull();
    assertThat(tooLate.line.errors).isEmpty();
  }
}
