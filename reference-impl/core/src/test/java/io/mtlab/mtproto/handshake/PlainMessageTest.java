package io.mtlab.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainMessageTest {
  private static final Bytes FRAME =
      Bytes.fromHex("0000000000000000" + "0807060504030201" + "08000000" + "aabbccdd01020304");

  @Requirement("A-001")
  void a001_a_plain_message_is_key_id_msg_id_length_and_body() throws ProtocolException {
    PlainMessage message =
        new PlainMessage(0x0102_0304_0506_0708L, Bytes.fromHex("aabbccdd01020304"));

    assertThat(message.write()).isEqualTo(FRAME);
    assertThat(PlainMessage.read(FRAME)).isEqualTo(message);
  }

  @Requirement("A-001")
  void a001_a_message_under_a_key_is_no_plain_message() {
    assertThat(faultOf(Change.flip(7).apply(FRAME))).isEqualTo(PeerMisbehaved.UNKNOWN_AUTH_KEY);
  }

  @Requirement("A-002")
  void a002_bytes_behind_the_body_are_padding_of_the_transport() throws ProtocolException {
    Bytes padded = Bytes.concat(FRAME, Bytes.fromHex("000102"));

    assertThat(PlainMessage.read(padded)).isEqualTo(PlainMessage.read(FRAME));
  }

  @Requirement("A-002")
  void a002_a_length_must_be_positive_fit_and_be_a_multiple_of_four() {
    for (int length : new int[] {-4, 0, 3, 5, 6, 12, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(faultOf(Change.put(16, length).apply(FRAME)))
          .as("length %d", length)
          .isEqualTo(Malformed.PLAIN_MESSAGE_LENGTH);
    }
    assertThat(faultOf(Change.cut(19).apply(FRAME))).isEqualTo(Malformed.PLAIN_MESSAGE_LENGTH);
    assertThat(faultOf(Bytes.EMPTY)).isEqualTo(Malformed.PLAIN_MESSAGE_LENGTH);
  }

  @Requirement("A-003")
  void a003_ids_carry_the_time_and_the_role_and_grow() {
    long now = 1_767_225_600L * Time.SECOND + Time.SECOND / 2;
    PlainIds client = PlainIds.ofClient();
    PlainIds server = PlainIds.ofServer();

    assertThat(client.next(now)).isEqualTo(1_767_225_600L << 32 | 0x8000_0000L);
    assertThat(client.next(now)).isEqualTo(1_767_225_600L << 32 | 0x8000_0004L);
    assertThat(client.next(now + 1)).isEqualTo(1_767_225_600L << 32 | 0x8000_0008L);
    assertThat(server.next(now)).isEqualTo(1_767_225_600L << 32 | 0x8000_0001L);
    assertThat(server.next(now) & 3).isEqualTo(1);
  }

  @Test
  void a_body_is_not_shown() throws ProtocolException {
    assertThat(PlainMessage.read(FRAME).toString()).doesNotContain("aabb").contains("Bytes[8]");
  }

  private static @Nullable Fault faultOf(Bytes frame) {
    try {
      PlainMessage.read(frame);
      return null;
    } catch (ProtocolException refused) {
      return refused.fault();
    }
  }
}
