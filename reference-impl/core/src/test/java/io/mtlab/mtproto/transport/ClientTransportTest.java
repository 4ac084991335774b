package io.mtlab.mtproto.transport;

import static io.mtlab.mtproto.transport.Streams.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.Random;

class ClientTransportTest {
  private static final String MESSAGE = "0102030405060708090a0b0c0d0e0f10";

  private final Heard heard = new Heard();
  private final ClientTransport abridged = Streams.client(TransportSpec.ABRIDGED);
  private final ClientTransport intermediate = Streams.client(TransportSpec.INTERMEDIATE);

  @Requirement("T-001")
  void t001_the_tag_is_sent_once_before_the_first_frame() {
    assertThat(abridged.encode(hex("11223344"))).isEqualTo(hex("ef0111223344"));
    assertThat(abridged.encode(hex("11223344"))).isEqualTo(hex("0111223344"));
    assertThat(intermediate.encode(hex("11223344"))).isEqualTo(hex("eeeeeeee0400000011223344"));
    assertThat(intermediate.encode(hex("11223344"))).isEqualTo(hex("0400000011223344"));
  }

  @Requirement("T-004")
  void t004_the_short_form_goes_up_to_126_words() {
    Bytes message = Streams.message(504, new Random(1));
    assertThat(abridged.encode(message)).isEqualTo(Bytes.concat(hex("ef7e"), message));
  }

  @Requirement("T-005")
  void t005_the_long_form_begins_at_127_words() {
    Bytes message = Streams.message(508, new Random(1));
    assertThat(abridged.encode(message)).isEqualTo(Bytes.concat(hex("ef7f7f0000"), message));
  }

  @Requirement({"T-005", "T-014"})
  void t005_nothing_over_the_limit_is_sent() {
    Bytes largest = Bytes.wrap(new byte[Framing.FRAME_BYTES_MAX]);
    Bytes larger = Bytes.wrap(new byte[Framing.FRAME_BYTES_MAX + 4]);
    assertThat(abridged.encode(largest).slice(0, 5)).isEqualTo(hex("ef7f000040"));
    assertThat(intermediate.encode(largest).slice(4, 8)).isEqualTo(hex("00000001"));
    assertThatIllegalArgumentException().isThrownBy(() -> abridged.encode(larger));
    assertThatIllegalArgumentException().isThrownBy(() -> intermediate.encode(larger));
  }

  @Requirement("T-007")
  void t007_a_frame_that_is_no_multiple_of_four_is_not_sent() {
    Bytes odd = Bytes.wrap(new byte[42]);
    assertThatIllegalArgumentException().isThrownBy(() -> abridged.encode(odd));
    assertThatIllegalArgumentException().isThrownBy(() -> intermediate.encode(odd));
  }

  @Requirement("T-016")
  void t016_the_wish_for_a_quick_ack_is_a_bit_of_the_header() {
    Bytes large = Streams.message(508, new Random(1));
    assertThat(abridged.encodeWantingAck(hex(MESSAGE))).isEqualTo(hex("ef84", MESSAGE));
    assertThat(abridged.encodeWantingAck(large).slice(0, 4)).isEqualTo(hex("ff7f0000"));
    assertThat(intermediate.encodeWantingAck(hex(MESSAGE)))
        .isEqualTo(hex("eeeeeeee10000080", MESSAGE));
  }

  @Requirement("T-016")
  void t016_a_message_without_a_key_is_never_acknowledged_quickly() {
    Bytes plain = Bytes.wrap(new byte[40]);
    assertThatIllegalArgumentException().isThrownBy(() -> abridged.encodeWantingAck(plain));
  }

  @Requirement("T-019")
  void t019_tokens_are_told_from_frames_wherever_the_stream_is_cut() throws ProtocolException {
    Bytes short4 = hex("04", MESSAGE, "e1c428f7", "04", MESSAGE);
    Bytes long4 = hex("10000000", MESSAGE, "f728c4e1", "10000000", MESSAGE);
    for (int at = 0; at <= short4.size(); at++) {
      assertAckBetweenFrames(TransportSpec.ABRIDGED, at, short4);
    }
    for (int at = 0; at <= long4.size(); at++) {
      assertAckBetweenFrames(TransportSpec.INTERMEDIATE, at, long4);
    }
  }

  @Requirement("T-023")
  void t023_a_negative_number_alone_is_an_error_code() throws ProtocolException {
    intermediate.received(hex("040000006cfeffff", "0400000044feffff"), Streams.NOW, heard);
    abridged.received(hex("0153feffff"), Streams.NOW, heard);
    assertThat(heard.items)
        .containsExactly(
            new Heard.TransportErrorCode(TransportError.NOT_FOUND),
            new Heard.TransportErrorCode(TransportError.WRONG_DC),
            new Heard.TransportErrorCode(TransportError.FLOOD));
  }

  @Requirement("T-024")
  void t024_under_16_bytes_is_an_error_and_code_0_is_ignored() throws ProtocolException {
    intermediate.received(
        hex("0400000000000000", "0c0000006cfeffff0102030405060708"), Streams.NOW, heard);
    assertThat(heard.items).containsExactly(new Heard.TransportErrorCode(-404));
    intermediate.received(hex("10000000", MESSAGE), Streams.NOW, heard);
    assertThat(heard.items).hasSize(2).last().isEqualTo(Heard.frame(MESSAGE));
  }

  @Requirement({"T-014", "T-015"})
  void t014_impossible_lengths_are_refused() {
    assertRefused(intermediate, "f0ffff7f", Malformed.FRAME_TOO_LONG);
    assertRefused(Streams.client(TransportSpec.INTERMEDIATE), "00000000");
    assertRefused(Streams.client(TransportSpec.INTERMEDIATE), "2a000000");
    assertRefused(abridged, "00");
  }

  @Requirement("T-008")
  void t008_the_end_of_the_stream_inside_a_frame_is_a_fault() throws ProtocolException {
    intermediate.ended();
    intermediate.received(hex("280000009b82"), Streams.NOW, heard);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(intermediate::ended)
        .extracting(ProtocolException::fault)
        .isEqualTo(Malformed.TOO_SHORT);
  }

  private static void assertAckBetweenFrames(TransportSpec spec, int cut, Bytes stream)
      throws ProtocolException {
    ClientTransport client = Streams.client(spec);
    Heard found = new Heard();
    for (Bytes piece : Streams.cutAt(cut, stream)) {
      client.received(piece, Streams.NOW, found);
    }
    assertThat(found.items)
        .containsExactly(
            Heard.frame(MESSAGE), new Heard.QuickAck(0xe1c428f7), Heard.frame(MESSAGE));
  }

  private static void assertRefused(ClientTransport client, String hex) {
    assertRefused(client, hex, Malformed.FRAME_LENGTH);
  }

  private static void assertRefused(ClientTransport client, String hex, Malformed fault) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> client.received(hex(hex), Streams.NOW, new Heard()))
        .extracting(ProtocolException::fault)
        .isEqualTo(fault);
  }
}
