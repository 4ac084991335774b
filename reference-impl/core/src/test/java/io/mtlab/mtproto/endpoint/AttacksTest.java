package io.mtlab.mtproto.endpoint;

import static io.mtlab.mtproto.endpoint.RawPeer.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.endpoint.RawPeer.Line;
import io.mtlab.mtproto.endpoint.RawPeer.Session;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.DestroySession;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;

/** What an attacker on the line, or another user of the server, tries; and what comes of it. */
final class AttacksTest {
  private final RawPeer peer = new RawPeer();
  private final List<Long> executed = new ArrayList<>();
  private final Line line;
  private final Agreed key;
  private final Session session;

  AttacksTest() {
    peer.server.observe(
        new Observer() {
          @Override
          public void executed(long sessionId, long messageId) {
            executed.add(messageId);
          }
        });
    line = peer.line();
    key = line.agree(0);
    session = peer.new Session(line, key);
    assertThat(session.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
    executed.clear();
  }

  @Requirement({"Z-022", "S-002", "S-031"})
  void z022_equal_session_ids_of_two_keys_share_nothing() {
    session.ask(signIn());
    Line otherLine = peer.line();
    Agreed otherKey = otherLine.agree(0);
    Session other = peer.new Session(otherLine, otherKey, session.id);

    assertThat(other.introduce(new HelpGetConfig())).isInstanceOf(Config.class);
    assertThat(error(other.ask(new UpdatesGetState()))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    assertThat(error(session.ask(new UpdatesGetState()))).isEmpty();
    // Nothing of the one came under the other's key, nor on the other's line.
    assertThat(session.take(otherKey.key())).isEmpty();
    assertThat(other.take(key.key())).isEmpty();
    // Destroying it destroys its own.
    Session second = peer.new Session(otherLine, otherKey);
    second.ask(new HelpGetConfig());
    second.send(new Message(second.nextId(), 3, TlObjects.toBytes(new DestroySession(session.id))));
    assertThat(error(session.ask(new UpdatesGetState()))).isEmpty();
    assertThat(session.take(key.key())).isEmpty();
  }

  @Requirement({"Z-008", "R-002", "S-011"})
  void z008_a_recorded_message_is_a_duplicate_on_any_connection() {
    Bytes recorded = query(session.nextId());
    line.send(recorded);
    assertThat(executed).hasSize(1);
    assertThat(results(session.take(key.key()))).hasSize(1);

    line.send(recorded);
    peer.pass(100 * Time.SECOND);
    peer.line().send(recorded);

    assertThat(executed).as("executed once").hasSize(1);
  }

  @Requirement({"Z-008", "S-006", "S-009"})
  void z008_a_recorded_message_is_too_old_later() {
    Bytes recorded = query(session.nextId());
    line.send(recorded);
    session.take(key.key());
    peer.pass(301 * Time.SECOND);

    line.send(recorded);
    Line elsewhere = peer.line();
    elsewhere.send(recorded);

    assertThat(executed).hasSize(1);
    session.line = elsewhere;
    assertThat(session.take(key.key())).anyMatch(AttacksTest::isRefusal);
  }

  @Requirement({"Z-008", "S-021"})
  void z008_a_recorded_message_has_a_dead_salt_after_hours() {
    Message late = new Message(session.nextId(), 99, TlObjects.toBytes(new HelpGetNearestDc()));
    peer.pass(3 * Time.HOUR);
    Message fresh = new Message(session.nextId(), 99, late.body());

    line.send(seal(fresh));

    assertThat(executed).isEmpty();
    assertThat(session.take(key.key())).anyMatch(BadServerSalt.class::isInstance);
  }

  @Requirement({"Q-005", "Q-006", "E-015", "E-026"})
  void q006_what_is_refused_for_one_fault_is_executed_without_it_and_leaves_nothing_behind() {
    List<Integer> faults = List.of(8, 20, 24, 31, 40, 55); // msg_key, and fields of the plain text
    for (int at : faults) {
      long id = session.nextId();
      byte[] broken = query(id).toArray();
      broken[at] ^= 1;
      Line attacked = peer.line();
      attacked.send(Bytes.wrap(broken));

      assertThat(executed).as("byte %s", at).doesNotContain(id);
      assertThat(peer.events(ServerEvent.Finding.class).getLast().fault())
          .as("byte %s", at)
          .isEqualTo(PeerMisbehaved.MSG_KEY_MISMATCH);

      // Its twin without the fault, and with the very id that was refused.
      line.send(query(id));
      assertThat(executed).as("byte %s", at).endsWith(id);
      assertThat(results(session.take(key.key()))).hasSize(1);
    }
  }

  private static AuthImportBotAuthorization signIn() {
    return new AuthImportBotAuthorization(0, 1, "hash", "5:token-of-a-bot");
  }

  /** A query with a seqno of its own, so that only its id and salt decide. */
  private Bytes query(long id) {
    return seal(new Message(id, 2 * ++queries + 101, TlObjects.toBytes(new HelpGetNearestDc())));
  }

  private int queries;

  private Bytes seal(Message message) {
    return new Envelope(key.serverSalt(), session.id, message)
        .seal(key.key(), Direction.TO_SERVER, new FoldCipher());
  }

  private static List<TlObject> results(List<TlObject> all) {
    return all.stream().filter(RpcResult.class::isInstance).toList();
  }

  private static boolean isRefusal(TlObject said) {
    return said instanceof BadMsgNotification || said instanceof BadServerSalt;
  }
}
