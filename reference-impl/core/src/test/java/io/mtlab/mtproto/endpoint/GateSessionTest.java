package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.InvokeAfter;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlWriter;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.service.DestroySession;
import io.mtlab.mtproto.tl.service.DestroySessionNone;
import io.mtlab.mtproto.tl.service.DestroySessionOk;
import io.mtlab.mtproto.tl.service.NewSessionCreated;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.PingDelayDisconnect;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.RpcError;
import io.mtlab.testing.Requirement;
import java.util.List;

/** Keys, sessions and connections of a server that is written to frame by frame. */
final class GateSessionTest {
  private final RawGate gate = new RawGate();

  @Requirement({"S-030", "S-031", "R-028", "Z-022"})
  void s030_a_session_is_destroyed_from_another_one_of_its_key_and_of_no_other() {
    RawGate.Line main = gate.line(1, 10);
    RawGate.Line extra = gate.line(1, 11);
    RawGate.Line stranger = gate.line(2, 12);
    for (RawGate.Line line : List.of(main, extra, stranger)) {
      gate.send(line, new Ping(1), false);
    }
    gate.send(main, new DestroySession(12), true);
    assertThat(gate.take(main, DestroySessionNone.class)).hasSize(1);
    gate.send(main, new DestroySession(11), true);
    assertThat(gate.take(main, DestroySessionOk.class)).containsExactly(new DestroySessionOk(11));
    gate.send(main, new DestroySession(11), true);
    gate.send(main, new DestroySession(10), true);
    assertThat(gate.take(main, DestroySessionNone.class)).hasSize(2);
    gate.take(extra, NewSessionCreated.class);
    gate.take(stranger, NewSessionCreated.class);
    gate.send(extra, new Ping(2), false);
    gate.send(stranger, new Ping(2), false);
    assertThat(gate.take(extra, NewSessionCreated.class)).hasSize(1);
    assertThat(gate.take(stranger, NewSessionCreated.class)).isEmpty();
  }

  @Requirement({"Z-022", "S-002", "E-027"})
  void z022_equal_session_ids_of_two_keys_are_two_sessions() {
    RawGate.Line one = gate.line(1, 10);
    RawGate.Line two = gate.line(2, 10);
    gate.send(one, new Ping(1), false);
    gate.send(two, new Ping(2), false);
    assertThat(gate.take(one, Pong.class)).singleElement().matches(pong -> pong.pingId() == 1);
    assertThat(gate.take(two, Pong.class)).singleElement().matches(pong -> pong.pingId() == 2);
  }

  @Requirement("M-031")
  void m031_the_connection_ends_after_the_delay_unless_it_is_asked_again() {
    RawGate.Line line = gate.line(1, 10);
    gate.send(line, new PingDelayDisconnect(1, 2), false);
    assertThat(gate.take(line, Pong.class)).hasSize(1);
    gate.run(3 * Time.SECOND / 2);
    gate.send(line, new PingDelayDisconnect(2, 2), false);
    gate.run(3 * Time.SECOND / 2);
    assertThat(gate.closed).isEmpty();
    gate.send(line, new Ping(3), false);
    gate.run(Time.SECOND);
    assertThat(gate.closed).containsExactly(line.conn());
  }

  @Requirement({"E-023", "T-030", "E-020"})
  void e023_a_message_of_mtproto_1_counts_for_nothing() {
    RawGate.Line line = gate.line(1, 10);
    gate.send(line, new Ping(1), false);
    gate.take(line, Pong.class);
    Bytes body = TlObjects.toBytes(new Ping(2));
    TlWriter plain = new TlWriter(48);
    plain.int64(RawGate.SALT);
    plain.int64(line.session());
    plain.int64(gate.nextId());
    plain.int32(0);
    plain.int32(body.size());
    plain.raw(body);
    gate.frame(
        line,
        new Mtproto1Cipher()
            .seal(line.key(), Direction.TO_SERVER, plain.toBytes().toArray(), Town.seeded(4)));
    assertThat(gate.take(line, Pong.class)).isEmpty();
    assertThat(gate.closed).isEmpty();
    assertThat(gate.events)
        .contains(new ServerEvent.Finding(PeerMisbehaved.MSG_KEY_MISMATCH, false));
    gate.send(line, new Ping(3), false);
    assertThat(gate.take(line, Pong.class)).hasSize(1);
  }

  @Requirement({"E-015", "E-017", "E-010", "E-026", "E-011"})
  void e015_wrong_keys_lengths_and_padding_are_dropped_alike() {
    RawGate.Line line = gate.line(1, 10);
    gate.send(line, new Ping(1), false);
    gate.take(line, Pong.class);
    Bytes good = sealed(line, new Ping(2), 12);
    byte[] flipped = good.toArray();
    flipped[10] ^= 1;
    gate.frame(line, Bytes.wrap(flipped));
    gate.frame(line, good.slice(0, 24));
    gate.frame(line, good.slice(0, 24 + 32));
    for (int length : new int[] {-1, -4, 0x8000_0000, 53, 5000}) {
      gate.frame(line, sealedWith(line, length));
    }
    gate.frame(line, sealed(line, new Ping(4), 1024 + 12));
    assertThat(gate.take(line, Pong.class)).isEmpty();
    assertThat(gate.closed).isEmpty();
    gate.send(line, new Ping(5), false);
    assertThat(gate.take(line, Pong.class)).hasSize(1);
  }

  @Requirement({"R-020", "T-033"})
  void r020_two_connections_of_one_key_are_served_beside_each_other() {
    RawGate.Line one = gate.line(1, 10);
    RawGate.Line two = gate.line(1, 20);
    gate.send(one, introduced(), true);
    gate.send(two, introduced(), true);
    assertThat(gate.take(one, Config.class)).hasSize(1);
    assertThat(gate.take(two, Config.class)).hasSize(1);
  }

  @Requirement({"R-006", "R-007"})
  void r007_a_query_behind_one_that_never_came_is_refused_after_half_a_second() {
    RawGate.Line line = gate.line(1, 10);
    gate.send(line, introduced(), true);
    gate.take(line, Config.class);
    long lost = gate.nextId();
    gate.send(line, new InvokeAfterMsg<>(lost, new HelpGetConfig()), true);
    assertThat(gate.take(line, Config.class)).isEmpty();
    gate.run(InvokeAfter.WAIT_MAX);
    assertThat(gate.take(line, RpcError.class))
        .containsExactly(new RpcError(400, "MSG_WAIT_TIMEOUT"));
    long late = gate.nextId();
    gate.send(line, new InvokeAfterMsg<>(late + 4, new HelpGetConfig()), true);
    gate.run(InvokeAfter.WAIT_MAX);
    assertThat(gate.take(line, RpcError.class)).hasSize(1);
  }

  @Requirement({"R-006", "R-007", "R-024"})
  void r006_queries_that_overtook_their_predecessor_are_executed_behind_it() {
    RawGate.Line line = gate.line(1, 10);
    gate.send(line, introduced(), true);
    gate.take(line, Config.class);
    Message first = new Message(gate.nextId(), 3, TlObjects.toBytes(new HelpGetConfig()));
    Bytes chained = TlObjects.toBytes(new InvokeAfterMsg<>(first.id(), new HelpGetConfig()));
    gate.send(line, new Message(gate.nextId(), 5, chained));
    assertThat(gate.take(line, Config.class)).isEmpty();
    gate.run(InvokeAfter.WAIT_MAX / 2);
    gate.send(line, first);
    assertThat(gate.take(line, Config.class)).hasSize(2);
  }

  private static TlMethod<?> introduced() {
    return new InvokeWithLayer<>(
        ApiObjects.LAYER,
        InitConnection.builder(new HelpGetConfig())
            .apiId(1)
            .deviceModel("d")
            .systemVersion("s")
            .appVersion("a")
            .systemLangCode("en")
            .langPack("")
            .langCode("en")
            .build());
  }

  private Bytes sealed(RawGate.Line line, Ping ping, int padding) {
    Bytes body = TlObjects.toBytes(ping);
    return sealed(line, body, body.size(), padding);
  }

  private Bytes sealedWith(RawGate.Line line, int length) {
    return sealed(line, TlObjects.toBytes(new Ping(3)), length, 20);
  }

  private Bytes sealed(RawGate.Line line, Bytes body, int length, int padding) {
    int size = (Envelope.HEADER_BYTES + body.size() + padding + 15) & -16;
    TlWriter plain = new TlWriter(size);
    plain.int64(RawGate.SALT);
    plain.int64(line.session());
    plain.int64(gate.nextId());
    plain.int32(2);
    plain.int32(length);
    plain.raw(body);
    byte[] padded = new byte[size];
    plain.toBytes().copyTo(padded, 0);
    assertThat(size).isGreaterThan(MessageCipher.DATA_MIN);
    return gate.cipher.sealPadded(line.key(), Direction.TO_SERVER, padded);
  }
}
