package io.mtlab.simulator.dissect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.handshake.PlainMessage;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.NearestDc;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.RpcResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which messages a frame holds, however they are wrapped. */
final class DissectorTest {
  private static final Bytes ACK = bytes(new MsgsAck(List.of(4L)));
  private static final Bytes ANSWER = bytes(new NearestDc("XX", 2, 2));

  private final Dissector dissector = Dissector.withoutKeys();

  @Test
  void a_message_is_found_alone_and_in_a_container() {
    Bytes both = Container.of(List.of(new Message(8, 1, ACK), new Message(12, 3, ANSWER)));

    assertThat(holds(ACK, "msgs_ack")).isTrue();
    assertThat(holds(ACK, "rpc_result", "nearestDc")).isFalse();
    assertThat(holds(both, "msgs_ack")).isTrue();
    assertThat(holds(both, "nearestDc")).isTrue();
    assertThat(holds(both, "msg_container")).isTrue();
    assertThat(holds(both, "rpc_result")).isFalse();
  }

  @Test
  void a_frame_holds_nothing_else_if_each_of_its_messages_is_meant() {
    Bytes acks = Container.of(List.of(new Message(8, 1, ACK), new Message(12, 2, ACK)));
    Bytes both = Container.of(List.of(new Message(8, 1, ACK), new Message(12, 3, ANSWER)));

    assertThat(holdsOnly(ACK, "msgs_ack")).isTrue();
    assertThat(holdsOnly(ANSWER, "msgs_ack")).isFalse();
    assertThat(holdsOnly(acks, "msgs_ack")).isTrue();
    assertThat(holdsOnly(both, "msgs_ack")).isFalse();
    assertThat(holdsOnly(both, "msgs_ack", "nearestDc")).isTrue();
    assertThat(holdsOnly(bytes(new RpcResult(4, ANSWER)), "nearestDc")).isTrue();
  }

  @Test
  void a_result_is_found_with_what_is_in_it_packed_or_not() {
    Bytes packed = bytes(new RpcResult(4, Gzip.pack(ANSWER)));

    assertThat(holds(packed, "rpc_result")).isTrue();
    assertThat(holds(packed, "nearestDc")).isTrue();
    assertThat(holds(bytes(new RpcResult(4, ANSWER)), "gzip_packed")).isFalse();
    assertThat(holds(packed, "help.getNearestDc")).isFalse();
  }

  @Test
  void a_call_is_found_in_its_wrappers() {
    Bytes wrapped = bytes(new InvokeWithLayer<>(200, new HelpGetConfig()));

    assertThat(holds(wrapped, "help.getConfig")).isTrue();
    assertThat(holds(wrapped, "invokeWithLayer")).isTrue();
    assertThat(holds(wrapped, "initConnection")).isFalse();
  }

  @Test
  void what_cannot_be_read_is_of_no_kind() {
    MessageKinds kinds = new MessageKinds(MessageKinds.names());
    Bytes underKey = Bytes.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

    assertThat(dissector.holds(underKey, Direction.TO_SERVER, kinds)).isFalse();
    assertThat(dissector.holds(Bytes.EMPTY, Direction.TO_SERVER, kinds)).isFalse();
    assertThat(holds(ACK.slice(0, 4), "vector")).isFalse();
    assertThatThrownBy(() -> new MessageKinds(List.of("msg_ack")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean holds(Bytes body, String... names) {
    Bytes plain = new PlainMessage(4, body).write();
    return dissector.holds(plain, Direction.TO_CLIENT, new MessageKinds(List.of(names)));
  }

  private boolean holdsOnly(Bytes body, String... names) {
    Bytes plain = new PlainMessage(4, body).write();
    return dissector.holdsOnly(plain, Direction.TO_CLIENT, new MessageKinds(List.of(names)));
  }

  private static Bytes bytes(TlObject object) {
    return TlObjects.toBytes(object);
  }
}
