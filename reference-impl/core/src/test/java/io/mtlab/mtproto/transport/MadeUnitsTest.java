package io.mtlab.mtproto.transport;

import static io.mtlab.mtproto.transport.Streams.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.transport.udp.SeenDatagram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that nobody sent, as units that somebody in the middle puts into a connection. */
class MadeUnitsTest {
  private static final Bytes MESSAGE = Bytes.wrap(new byte[20]);
  private static final TransportSpec HTTP = TransportSpec.named("http", null);

  @Test
  void what_is_made_holds_the_message_in_every_framing() {
    for (TransportSpec spec : Pair.SPECS) {
      for (Direction direction : Direction.values()) {
        List<Bytes> units = UnitContent.units(spec, MESSAGE, Bytes.EMPTY, direction);

        assertThat(units).as("%s %s", spec, direction).hasSize(1);
        assertThat(UnitContent.of(spec, units.getFirst(), direction).message()).isEqualTo(MESSAGE);
      }
    }
  }

  @Test
  void a_request_keeps_its_head_but_for_the_length_and_one_without_a_body_is_no_pattern() {
    Bytes like =
        ascii("POST /api HTTP/1.1\r\nHost: dc2\r\ncontent-length: 8\r\nX: y\r\n\r\n12345678");
    Bytes expected =
        Bytes.concat(
            ascii("POST /api HTTP/1.1\r\nHost: dc2\r\ncontent-length: 20\r\nX: y\r\n\r\n"),
            MESSAGE);

    assertThat(UnitContent.units(HTTP, MESSAGE, like, Direction.TO_SERVER))
        .containsExactly(expected);
    for (String none :
        List.of(
            "OPTIONS /api HTTP/1.1\r\nHost: dc2\r\n\r\n", "no HTTP", "HTTP/1.1 204 x\r\n\r\n")) {
      assertThat(UnitContent.units(HTTP, MESSAGE, ascii(none), Direction.TO_SERVER)).isEmpty();
    }
  }

  @Test
  void a_frame_of_several_datagrams_has_the_token_of_the_one_before_and_a_number_of_its_own() {
    Bytes token = hex("6d747503", "11".repeat(24));
    Bytes like = Bytes.concat(token, hex("05000000", "0000", "0100", "aabbccdd"));
    List<SeenDatagram> made =
        SeenDatagram.datagrams(Bytes.wrap(new byte[2_000]), like).stream()
            .map(SeenDatagram::of)
            .toList();

    assertThat(made).extracting(SeenDatagram::frame).containsExactly(~5, ~5);
    assertThat(made).extracting(SeenDatagram::index).containsExactly(0, 1);
    assertThat(made).extracting(SeenDatagram::count).containsOnly(2);
    assertThat(SeenDatagram.datagrams(MESSAGE, like).getFirst().slice(0, 28)).isEqualTo(token);
    Bytes end = hex("6d747506", "11".repeat(24));
    assertThat(SeenDatagram.datagrams(MESSAGE, end)).isEmpty();
    assertThat(SeenDatagram.datagrams(MESSAGE, MESSAGE)).isEmpty();
  }

  private static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
