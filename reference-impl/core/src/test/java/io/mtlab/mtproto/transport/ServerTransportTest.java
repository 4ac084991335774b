package io.mtlab.mtproto.transport;

import static io.mtlab.mtproto.transport.Streams.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerTransportTest {
  private final ServerTransport server = Streams.server();
  private final Heard heard = new Heard();

  @Requirement("T-002")
  void t002_nothing_is_decided_before_four_bytes_are_in() throws ProtocolException {
    receive("ef", "01", "11");
    assertThat(server.spec()).isNull();

    receive("22");
    assertThat(server.spec()).isEqualTo(TransportSpec.ABRIDGED);
    receive("3344");
    assertThat(heard.items).containsExactly(Heard.frame("11223344"));
  }

  @Requirement("T-002")
  void t002_intermediate_is_told_by_its_tag() throws ProtocolException {
    receive("eeee", "ee");
    assertThat(server.spec()).isNull();

    receive("ee", "0400000011223344");
    assertThat(server.spec()).isEqualTo(TransportSpec.INTERMEDIATE);
    assertThat(heard.items).containsExactly(Heard.frame("11223344"));
  }

  @Requirement("T-002")
  void t002_first_bytes_of_no_known_transport_are_a_fault_named_so() {
    assertThat(refused("0011223344556677".repeat(8))).isEqualTo(Malformed.UNKNOWN_TRANSPORT);
  }

  @Requirement("T-002")
  void t002_http_is_told_by_its_method() throws ProtocolException {
    receive("504f53");
    assertThat(server.spec()).isNull();
    receive("54");
    assertThat(server.spec()).isEqualTo(TransportSpec.named("http", null));
    assertThat(server.isPolled()).isTrue();
  }

  @Requirement("T-003")
  void t003_the_first_bytes_sent_are_a_frame() throws ProtocolException {
    receive("eeeeeeee");
    assertThat(server.encode(hex("0102030405060708"))).isEqualTo(hex("080000000102030405060708"));
  }

  @Test
  void it_does_not_speak_before_the_client() {
    assertThatIllegalStateException().isThrownBy(() -> server.encode(hex("01020304")));
  }

  @Requirement("T-005")
  void t005_the_long_form_begins_at_127_words() throws ProtocolException {
    receive("ef7f7f00");
    Bytes message = Streams.message(508, new Random(1));
    server.received(Bytes.concat(hex("00"), message), Streams.NOW, heard);
    assertThat(heard.items).containsExactly(new Heard.Frame(message));
  }

  @Requirement("T-006")
  void t006_the_long_form_for_a_short_length_is_refused() {
    assertThat(refused("ef7f0a0000")).isEqualTo(Malformed.FRAME_LENGTH);
    assertThat(refused("efff7e0000")).isEqualTo(Malformed.FRAME_LENGTH);
  }

  @Requirement("T-007")
  void t007_a_length_that_is_no_multiple_of_four_is_refused() throws ProtocolException {
    assertThat(refused("eeeeeeee2a000000")).isEqualTo(Malformed.FRAME_LENGTH);
    receive("eeeeeeee");
    assertThatIllegalArgumentException().isThrownBy(() -> server.encode(Bytes.wrap(new byte[42])));
    assertThatIllegalArgumentException().isThrownBy(() -> server.encode(Bytes.EMPTY));
  }

  @Requirement({"T-014", "Z-013"})
  void t014_a_length_over_the_limit_is_refused_at_once() {
    assertThat(refused("eeeeeeeeffffff7f", "00".repeat(16))).isEqualTo(Malformed.FRAME_TOO_LONG);
    assertThat(refused("eeeeeeee04000001")).isEqualTo(Malformed.FRAME_TOO_LONG);
    assertThat(refused("ef7f010040")).isEqualTo(Malformed.FRAME_TOO_LONG);
    assertThat(refused("efffffffff")).isEqualTo(Malformed.FRAME_TOO_LONG);
  }

  @Requirement({"T-014", "Z-013"})
  void t014_an_announced_length_alone_allocates_nothing() throws ProtocolException {
    Bytes announced = hex("eeeeeeee00000001", "00".repeat(16));
    receive("eeeeeeee");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    server.received(announced.from(4), Streams.NOW, heard);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 16);
    assertThat(server.heldBytes()).isEqualTo(20);
    assertThat(heard.items).isEmpty();
  }

  @Requirement({"T-014", "T-028"})
  void t014_the_largest_frame_passes_and_no_byte_is_copied_often() throws ProtocolException {
    byte[] stream = new byte[8 + Framing.FRAME_BYTES_MAX];
    hex("eeeeeeee00000001").copyTo(stream, 0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int at = 0; at < stream.length; at += 1000) {
      int size = Math.min(1000, stream.length - at);
      server.received(Bytes.wrap(stream, at, size), Streams.NOW, heard);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(4L * Framing.FRAME_BYTES_MAX);
    assertThat(heard.items)
        .containsExactly(new Heard.Frame(Bytes.wrap(new byte[Framing.FRAME_BYTES_MAX])));
    assertThat(server.heldBytes()).isZero();
  }

  @Requirement("T-013")
  void t013_a_full_frame_has_at_least_12_bytes_and_a_multiple_of_4() throws ProtocolException {
    for (String length : new String[] {"04000000", "08000000", "0b000000", "35000000"}) {
      assertThat(refused(length + "00000000" + "00".repeat(56))).isEqualTo(Malformed.FRAME_LENGTH);
    }
    receive("0c000000" + "00000000" + "26ca8d32");
  }

  @Requirement("T-015")
  void t015_a_length_of_zero_is_refused() {
    assertThat(refused("ef000a9b")).isEqualTo(Malformed.FRAME_LENGTH);
    assertThat(refused("ef800a9b")).isEqualTo(Malformed.FRAME_LENGTH);
    assertThat(refused("eeeeeeee00000000")).isEqualTo(Malformed.FRAME_LENGTH);
    assertThat(refused("eeeeeeee00000080")).isEqualTo(Malformed.FRAME_LENGTH);
  }

  @Requirement("T-018")
  void t018_a_token_is_written_as_the_transport_wants_it() throws ProtocolException {
    receive("ef011122");
    assertThat(server.encodeQuickAck(0x61c428f7)).isEqualTo(hex("e1c428f7"));
    ServerTransport other = Streams.server();
    other.received(hex("eeeeeeee"), Streams.NOW, heard);
    assertThat(other.encodeQuickAck(0x61c428f7)).isEqualTo(hex("f728c4e1"));
  }

  @Requirement("T-023")
  void t023_an_error_is_a_frame_of_four_bytes() throws ProtocolException {
    receive("eeeeeeee");
    assertThat(server.encodeError(TransportError.NOT_FOUND)).isEqualTo(hex("040000006cfeffff"));
    assertThatIllegalArgumentException().isThrownBy(() -> server.encodeError(404));
  }

  @Requirement("T-008")
  void t008_the_end_of_the_stream_inside_a_frame_is_a_fault() throws ProtocolException {
    receive("eeeeeeee", "04000000112233");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(server::ended)
        .extracting(ProtocolException::fault)
        .isEqualTo(Malformed.TOO_SHORT);
    receive("44");
    server.ended();
  }

  private void receive(String... pieces) throws ProtocolException {
    for (String piece : pieces) {
      server.received(hex(piece), Streams.NOW, heard);
    }
  }

  /** The fault at the last of these pieces, on a fresh connection; nothing else may come of it. */
  private static @Nullable Fault refused(String... pieces) {
    ServerTransport fresh = Streams.server();
    Heard nothing = new Heard();
    Fault fault = null;
    for (String piece : pieces) {
      try {
        fresh.received(hex(piece), Streams.NOW, nothing);
      } catch (ProtocolException e) {
        fault = e.fault();
        break;
      }
    }
    assertThat(nothing.items).isEmpty();
    return fault;
  }
}
