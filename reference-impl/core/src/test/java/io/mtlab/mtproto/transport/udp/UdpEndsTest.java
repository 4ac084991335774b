package io.mtlab.mtproto.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Doorman.Verdict;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Frames over datagrams that are lost, repeated and overtaken. */
final class UdpEndsTest {
  private static final Address HOME = new Address("::1", 4000);

  private final SplittableRandom random = new SplittableRandom(5);
  private final UdpClient client = new UdpClient(random::nextBytes);
  private final UdpServer server = new UdpServer();
  private final Heard atClient = new Heard();
  private long now = 1_767_225_600L * Time.SECOND;

  UdpEndsTest() {
    UdpDoor door = new UdpDoor(random::nextBytes);
    client.opened(now, atClient);
    var verdict = door.received(atClient.sent.getFirst(), HOME, now);
    client.received(((Verdict.Reply) verdict).datagram(), now, atClient);
    server.received(Heard.wire(client, frame(16)).getFirst(), now, new Heard());
  }

  @Requirement("T-036")
  void t036_a_hello_is_repeated_ever_more_slowly_until_a_token_comes() {
    UdpClient lonely = new UdpClient(random::nextBytes);
    Heard heard = new Heard();
    lonely.opened(0, heard);
    List<Long> pauses = new ArrayList<>();
    for (long at = 0, i = 0; i < 6; i++) {
      pauses.add((lonely.nextWake() - at) / Time.MILLISECOND);
      at = lonely.nextWake();
      lonely.wake(at, heard);
    }
    assertThat(pauses).containsExactly(500L, 1000L, 2000L, 4000L, 4000L, 4000L);
    assertThat(heard.sent).hasSize(7).allMatch(hello -> hello.equals(heard.sent.getFirst()));
    assertThat(client.nextWake()).as("with a token").isEqualTo(Time.NEVER);
  }

  @Seeds(count = 30)
  @Covers("T-036")
  void t036_frames_of_any_size_come_whole_in_any_order_and_with_repetitions(long seed) {
    SplittableRandom sizes = new SplittableRandom(seed);
    List<Bytes> frames = new ArrayList<>();
    List<Bytes> wire = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Bytes frame = frame(4 * sizes.nextInt(6, 5000));
      frames.add(frame);
      List<Bytes> datagrams = Heard.wire(server, frame);
      assertThat(datagrams).allMatch(datagram -> datagram.size() <= Datagram.BYTES_MAX);
      wire.addAll(datagrams);
      wire.add(datagrams.get(sizes.nextInt(datagrams.size())));
    }
    Collections.shuffle(wire, new Random(seed));
    wire.forEach(datagram -> client.received(datagram, now, atClient));
    assertThat(atClient.frames).containsAll(frames);
  }

  @Requirement({"T-036", "Z-013"})
  void t036_what_is_never_whole_is_bounded_in_number_bytes_and_time() {
    Reassembly reassembly = new Reassembly();
    for (int i = 0; i < 1000; i++) {
      reassembly.take(new Fragment(i, 0, 14_000, frame(Fragment.BYTES_MAX)), now);
    }
    assertThat(reassembly.incompleteFrames()).isEqualTo(Reassembly.FRAMES_MAX);
    assertThat(reassembly.heldBytes()).isEqualTo(Reassembly.FRAMES_MAX * Fragment.BYTES_MAX);

    now += Reassembly.INCOMPLETE_MAX;
    assertThat(reassembly.take(new Fragment(7, 0, 1, frame(8)), now)).isNotNull();
    assertThat(reassembly.heldBytes()).isZero();
    assertThat(reassembly.incompleteFrames()).isZero();
  }

  @Requirement({"T-036", "T-014"})
  void t036_pieces_that_contradict_each_other_or_the_limit_are_ignored() {
    Reassembly reassembly = new Reassembly();
    Bytes full = frame(Fragment.BYTES_MAX);
    assertThat(reassembly.take(new Fragment(1, 2, 2, full), now)).as("beyond the end").isNull();
    assertThat(reassembly.take(new Fragment(1, 0, 0, full), now)).as("of no pieces").isNull();
    assertThat(reassembly.take(new Fragment(1, 0, 2, frame(8)), now)).as("too short").isNull();
    assertThat(reassembly.take(new Fragment(1, 0, 0xffff, full), now)).as("too long").isNull();
    assertThat(reassembly.incompleteFrames()).isZero();

    assertThat(reassembly.take(new Fragment(1, 0, 2, full), now)).isNull();
    assertThat(reassembly.take(new Fragment(1, 1, 3, full), now)).as("another count").isNull();
    assertThat(reassembly.take(new Fragment(1, 0, 2, frame(Fragment.BYTES_MAX)), now)).isNull();
    Bytes rest = frame(8);
    assertThat(reassembly.take(new Fragment(1, 1, 2, rest), now))
        .as("the first of each piece counts")
        .isEqualTo(Bytes.concat(full, rest));
  }

  @Requirement({"T-036", "T-023", "T-024"})
  void t036_transport_errors_travel_too() {
    Heard heard = new Heard();
    server.sendError(-404, heard);
    heard.sent.forEach(wire -> client.received(wire, now, atClient));
    assertThat(atClient.errors).containsExactly(-404);
    assertThat(atClient.frames).isEmpty();
  }

  @Requirement("T-036")
  void t036_what_has_another_token_is_not_looked_at() {
    byte[] wire = Heard.wire(server, frame(40)).getFirst().toArray();
    wire[10] ^= 1;
    client.received(Bytes.wrap(wire), now, atClient);
    Bytes end = server.farewell();
    wire = end.toArray();
    wire[27] ^= 1;
    client.received(Bytes.wrap(wire), now, atClient);
    assertThat(atClient.frames).isEmpty();
    assertThat(client.isFinished()).isFalse();

    client.received(end, now, atClient);
    assertThat(client.isFinished()).as("the server's own word").isTrue();
  }

  private Bytes frame(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    bytes[0] = 1;
    return Bytes.wrap(bytes);
  }
}
