package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin something and do not go on. */
class IdleConnectionsTest {
  private static final ProxySecret SECRET =
      ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d");

  @Requirement("T-032")
  void t032_a_thousand_that_say_nothing_whole_are_closed_and_one_that_speaks_is_not() {
    RawGate gate = new RawGate();
    RawGate.Line speaker = gate.line(1, 5);
    gate.send(speaker, new Ping(1), false);
    List<Conn> silent = new ArrayList<>();
    List<Bytes> beginnings =
        List.of(
            Bytes.EMPTY,
            Bytes.fromHex("ee"), // of a tag
            Bytes.fromHex("eeeeeeee28000000" + "00".repeat(39)), // of a frame
            Bytes.fromHex("11223344" + "55".repeat(40))); // of an obfuscated header
    for (int i = 0; i < 1_000; i++) {
      silent.add(gate.stranger(beginnings.get(i % beginnings.size())));
    }

    gate.run(GateConnection.FIRST_FRAME_TIMEOUT - Time.SECOND);
    assertThat(gate.closed).isEmpty();
    gate.run(2 * Time.SECOND);

    assertThat(gate.closed).containsExactlyInAnyOrderElementsOf(silent);
    assertThat(gate.take(speaker, Pong.class)).hasSize(1);
  }

  @Requirement("T-027")
  void t027_behind_a_transport_error_a_stream_that_cannot_be_used_ends() {
    RawGate gate = new RawGate();
    Bytes unknownKey = Bytes.fromHex("28000000" + "1122334455667788" + "00".repeat(32));
    Conn stranger = gate.stranger(Bytes.concat(Bytes.fromHex("eeeeeeee"), unknownKey));
    RawGate.Line neighbour = gate.line(1, 5);
    gate.run(Time.SECOND);

    assertThat(gate.written(stranger)).isEqualTo(Bytes.fromHex("04000000" + "6cfeffff")); // -404
    assertThat(gate.closed).containsExactly(stranger);
    gate.server.received(stranger, unknownKey, gate.now);
    gate.run(Time.SECOND);
    assertThat(gate.written(stranger).size()).as("said once").isEqualTo(8);

    gate.send(neighbour, new Ping(1), false);
    gate.run(Time.SECOND);
    assertThat(gate.take(neighbour, Pong.class)).as("on another connection").hasSize(1);
  }

  @Requirement("Y-018")
  void y018_a_hello_that_comes_slowly_is_not_waited_for() {
    RawGate gate = new RawGate(new ServerTransports.Settings(Padding.UP_TO_15, List.of(SECRET)));
    Conn slow = gate.stranger(Bytes.fromHex("16030102000100"));
    for (int second = 0; second < 40 && gate.closed.isEmpty(); second++) {
      gate.server.received(slow, Bytes.fromHex("00"), gate.now);
      gate.run(Time.SECOND);
    }

    assertThat(gate.closed).containsExactly(slow);
  }
}
