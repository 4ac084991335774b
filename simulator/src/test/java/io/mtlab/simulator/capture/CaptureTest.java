package io.mtlab.simulator.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Tap;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.seed.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureTest {
  private static final long START = 1_767_225_600_000_000_000L;
  private static final PassageId ID = new PassageId("air", 3, 0);
  private static final Bytes TAG = Bytes.fromHex("eeeeeeee");
  private final AuthKey key = AuthKey.of(new Seeds(1).entropy("key").bytes(AuthKey.SIZE));
  private final MessageCipher cipher = new Mtproto2Cipher(new Seeds(1).entropy("padding"));
  @TempDir private Path folder;

  @Test
  void a_log_tells_what_was_sent_lost_repeated_overtaken_and_changed() throws Exception {
    Capture capture = capture();
    MessageCipher noting = capture.keys().noting(cipher);
    Tap tap = capture.open(ID, false, START);
    Bytes first = framed(sealed(noting, new Ping(1), Direction.TO_SERVER));
    Bytes second = framed(sealed(noting, new Ping(2), Direction.TO_SERVER));
    Bytes lost = framed(sealed(noting, new Ping(3), Direction.TO_SERVER));
    Bytes answer = framed(sealed(noting, new Pong(1, 1), Direction.TO_CLIENT));

    tap.entered(Stream.UPSTREAM, chunk(Bytes.concat(TAG, first)), at(0));
    tap.entered(Stream.UPSTREAM, chunk(second), at(1));
    tap.entered(Stream.UPSTREAM, chunk(lost), at(2));
    tap.left(Stream.UPSTREAM, chunk(Bytes.concat(TAG, second)), at(5));
    tap.left(Stream.UPSTREAM, chunk(first), at(6));
    tap.left(Stream.UPSTREAM, chunk(first), at(7));
    tap.entered(Stream.DOWNSTREAM, chunk(answer), at(8));
    tap.left(Stream.DOWNSTREAM, chunk(changed(answer)), at(9));
    capture.close();

    assertThat(Files.readAllLines(folder.resolve("wire/node-3-air-0.log")))
        .containsExactly(
            "# node-3 over air, connection 0, intermediate; -> from the client, <- from the server",
            "      sent s    arrived s        ms    frame   bytes  what",
            "    0.000000     0.006000     6.000 ->     0      92  ping; again at 0.007000",
            "    0.001000     0.005000     4.000 ->     1      92  ping",
            "    0.002000         lost           ->     2      92  ping",
            "    0.008000         lost           <-     0      92  pong",
            "       never     0.009000           <-            92  broken: MSG_KEY_MISMATCH");
    String picture = Files.readString(folder.resolve("timeline.svg"));
    assertThat(picture).contains("class=\"lost\"", "class=\"late\"", "class=\"again\"", "ping");
  }

  @Test
  void without_a_key_only_its_id_is_told() throws Exception {
    Capture capture = capture();
    Tap tap = capture.open(ID, false, START);

    tap.entered(
        Stream.UPSTREAM,
        chunk(Bytes.concat(TAG, framed(sealed(cipher, new Ping(1), Direction.TO_SERVER)))),
        at(0));
    capture.close();

    assertThat(Files.readString(folder.resolve("wire/node-3-air-0.log")))
        .contains("encrypted, key ")
        .doesNotContain("ping");
    assertThat(folder.resolve("keys.txt")).isEmptyFile();
  }

  @Test
  void packets_carry_the_streams_whole_and_with_right_checksums() throws Exception {
    Capture capture = capture();
    Tap tap = capture.open(ID, false, START);
    Bytes large = Bytes.wrap(new Seeds(2).entropy("large").bytes(100_001));

    tap.entered(Stream.UPSTREAM, chunk(large), at(1));
    tap.left(Stream.UPSTREAM, chunk(large), at(40));
    tap.entered(Stream.DOWNSTREAM, chunk(Bytes.fromHex("00ff")), at(50));
    tap.entered(Stream.UPSTREAM, Unit.End.FIN, at(60));
    tap.left(Stream.UPSTREAM, Unit.End.RST, at(61));
    capture.close();

    List<ReadPacket> client = ReadPacket.all(folder.resolve("client.pcapng"));
    List<ReadPacket> server = ReadPacket.all(folder.resolve("server.pcapng"));
    assertThat(client).allMatch(ReadPacket::checksumsAreRight);
    assertThat(server).allMatch(ReadPacket::checksumsAreRight);
    assertThat(ReadPacket.stream(client, Capture.SERVER_PORT)).isEqualTo(large);
    assertThat(ReadPacket.stream(server, Capture.SERVER_PORT)).isEqualTo(large);
    assertThat(client.getFirst().time()).isEqualTo(START);
    assertThat(client.getLast().flags()).isEqualTo(Packets.FIN | Packets.ACK);
    assertThat(server.getLast().flags()).isEqualTo(Packets.RST | Packets.ACK);
    assertThat(server).anyMatch(packet -> packet.time() == at(50));
    assertThat(client).noneMatch(packet -> packet.time() == at(50));
  }

  @Test
  void datagrams_are_udp_and_garbage_is_only_data() throws Exception {
    Capture capture = capture();
    Tap tap = capture.open(ID, true, START);
    Bytes garbage = Bytes.fromHex("0102030405");

    tap.entered(Stream.UPSTREAM, chunk(garbage), at(1));
    capture.close();

    List<ReadPacket> packets = ReadPacket.all(folder.resolve("client.pcapng"));
    assertThat(packets).hasSize(1).allMatch(ReadPacket::checksumsAreRight);
    assertThat(packets.getFirst().data()).isEqualTo(garbage);
    assertThat(packets.getFirst().comment()).isEqualTo("no datagram of this protocol");
  }

  @Test
  void a_disk_that_takes_no_more_ends_the_capture_and_not_the_run() throws Exception {
    Capture capture = capture();
    Tap tap = capture.open(ID, false, START);
    Files.delete(folder.resolve("wire"));

    tap.entered(Stream.UPSTREAM, chunk(TAG), at(1));

    assertThatThrownBy(capture::close).isInstanceOf(IOException.class);
    tap.entered(Stream.UPSTREAM, chunk(TAG), at(2));
  }

  private Capture capture() throws IOException {
    return new Capture(folder, number -> "node-" + number, List.of());
  }

  private Bytes sealed(MessageCipher by, io.mtlab.mtproto.tl.TlObject object, Direction direction) {
    Message message = new Message(1L << 34, 1, TlObjects.toBytes(object));
    return new Envelope(1, 2, message).seal(key, direction, by);
  }

  private static Bytes framed(Bytes payload) {
    byte[] unit = new byte[4 + payload.size()];
    for (int i = 0; i < 4; i++) {
      unit[i] = (byte) (payload.size() >>> (8 * i));
    }
    payload.copyTo(unit, 4);
    return Bytes.wrap(unit);
  }

  private static Bytes changed(Bytes unit) {
    byte[] bytes = unit.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.wrap(bytes);
  }

  private static Unit chunk(Bytes bytes) {
    return new Unit.Chunk(bytes);
  }

  private static long at(int ms) {
    return START + ms * Time.MILLISECOND;
  }
}
