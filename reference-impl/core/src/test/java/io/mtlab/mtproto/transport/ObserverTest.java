package io.mtlab.mtproto.transport;

import static io.mtlab.mtproto.transport.Streams.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final String FRAME = "0102030405060708090a0b0c0d0e0f10";

  private final Observer observer = new Observer();
  private final Found up = new Found();
  private final Found down = new Found();

  /** What the observer found in one direction. */
  private static final class Found implements Observer.Sink {
    final List<Bytes> frames = new ArrayList<>();
    final List<Bytes> opaque = new ArrayList<>();

    @Override
    public void frame(Bytes unit) {
      frames.add(unit);
    }

    @Override
    public void opaque(Bytes bytes) {
      opaque.add(bytes);
    }
  }

  /** Puts everything on the wire again as it comes. */
  private record Relay(Observer observer, boolean upstream, List<Bytes> wire)
      implements Observer.Sink {
    @Override
    public void frame(Bytes unit) {
      wire.add(upstream ? observer.encodeToServer(unit) : observer.encodeToClient(unit));
    }

    @Override
    public void opaque(Bytes bytes) {
      wire.add(bytes);
    }
  }

  @Seeds(count = 300)
  @Covers("T-028")
  void t028_what_is_not_changed_leaves_as_it_came(long seed) {
    Random random = new Random(seed);
    Bytes request = stream(random, true);
    Bytes answer = stream(random, false);
    List<Bytes> toServer = new ArrayList<>();
    List<Bytes> toClient = new ArrayList<>();
    Relay upward = new Relay(observer, true, toServer);
    Relay downward = new Relay(observer, false, toClient);
    List<Bytes> fromServer = new ArrayList<>(Streams.cut(answer, random));
    for (Bytes piece : Streams.cut(request, random)) {
      observer.fromClient(piece, upward);
      if (!fromServer.isEmpty() && random.nextBoolean()) {
        observer.fromServer(fromServer.removeFirst(), downward);
      }
    }
    fromServer.forEach(piece -> observer.fromServer(piece, downward));
    toServer.add(observer.restOfClient());
    toClient.add(observer.restOfServer());
    assertThat(joined(toServer)).isEqualTo(request);
    assertThat(joined(toClient)).isEqualTo(answer);
    assertThat(observer.heldBytes()).isZero();
  }

  @Requirement("T-001")
  void t001_the_tag_goes_with_the_first_frame_that_is_passed_on() {
    observer.fromClient(hex("eeeeeeee", "10000000", FRAME, "10000080", FRAME), up);
    assertThat(up.frames).containsExactly(hex("10000000", FRAME), hex("10000080", FRAME));

    assertThat(observer.encodeToServer(up.frames.get(1))).isEqualTo(hex("eeeeeeee10000080", FRAME));
    assertThat(observer.encodeToServer(up.frames.get(0))).isEqualTo(hex("10000000", FRAME));
    assertThat(observer.restOfClient()).isEqualTo(Bytes.EMPTY);
  }

  @Requirement("T-019")
  void t019_a_token_is_a_unit_of_its_own() {
    observer.fromClient(hex("ef84", FRAME), up);
    observer.fromServer(hex("04", FRAME, "e1c4", "28f7", "016cfeffff"), down);
    assertThat(down.frames).containsExactly(hex("04", FRAME), hex("e1c428f7"), hex("016cfeffff"));
  }

  @Requirement("T-002")
  void t002_a_stream_of_no_known_transport_passes_untouched_and_that_is_said() {
    observer.fromClient(hex("16"), up);
    assertThat(observer.transparentToServer()).isNull();

    observer.fromClient(hex("0301020001"), up);
    observer.fromClient(hex("eeeeeeee"), up);
    observer.fromServer(hex("aabb"), down);
    assertThat(up.opaque).containsExactly(hex("160301020001"), hex("eeeeeeee"));
    assertThat(down.opaque).containsExactly(hex("aabb"));
    assertThat(observer.transparentToServer()).isEqualTo(Malformed.UNKNOWN_TRANSPORT);
    assertThat(observer.transparentToClient()).isEqualTo(Malformed.UNKNOWN_TRANSPORT);
    assertThat(observer.spec()).isNull();
    assertThatIllegalStateException().isThrownBy(() -> observer.encodeToServer(hex("01")));
  }

  @Test
  void a_server_that_speaks_first_makes_the_connection_transparent() {
    observer.fromClient(hex("efef"), up);
    observer.fromServer(hex("32323020"), down);
    assertThat(down.opaque).containsExactly(hex("32323020"));
    assertThat(observer.restOfClient()).isEqualTo(hex("efef"));

    observer.fromClient(hex("0102"), up);
    assertThat(up.opaque).containsExactly(hex("0102"));
  }

  @Requirement("T-015")
  void t015_an_impossible_length_makes_its_direction_transparent_and_no_byte_is_lost() {
    observer.fromClient(hex("eeeeeeee", "10000000", FRAME, "00"), up);
    observer.fromClient(hex("000000", "aabbcc"), up);
    observer.fromServer(hex("10000000", FRAME), down);
    assertThat(up.frames).containsExactly(hex("10000000", FRAME));
    assertThat(up.opaque).containsExactly(hex("00000000aabbcc"));
    assertThat(down.frames).hasSize(1);
    assertThat(observer.transparentToServer()).isEqualTo(Malformed.FRAME_LENGTH);
    assertThat(observer.transparentToClient()).isNull();
  }

  @Requirement("T-028")
  void t028_a_partial_frame_at_the_end_is_passed_on() {
    observer.fromClient(hex("eeeeeeee", "10000000", "0102"), up);
    assertThat(up.frames).isEmpty();
    assertThat(observer.heldBytes()).isEqualTo(6);
    assertThat(observer.restOfClient()).isEqualTo(hex("eeeeeeee", "10000000", "0102"));
    assertThat(observer.restOfServer()).isEqualTo(Bytes.EMPTY);
  }

  @Requirement("T-002")
  void t002_a_stream_that_ends_before_it_can_be_told_is_passed_on() {
    observer.fromClient(hex("ef01"), up);
    assertThat(observer.restOfClient()).isEqualTo(hex("ef01"));
    assertThat(observer.restOfClient()).isEqualTo(Bytes.EMPTY);
  }

  /** A stream of frames, cut off anywhere or spoiled, or no transport's at all. */
  private static Bytes stream(Random random, boolean client) {
    List<Bytes> wire = new ArrayList<>();
    ClientTransport transport = Streams.client(Streams.spec(random));
    for (int i = random.nextInt(6); i > 0; i--) {
      wire.add(transport.encode(Streams.message(random)));
    }
    if (random.nextInt(3) == 0) {
      wire.add(Streams.message(40, random));
    }
    Bytes stream = joined(wire);
    int from = client || stream.isEmpty() || random.nextBoolean() ? 0 : 1;
    return stream.slice(from, Math.max(from, stream.size() - random.nextInt(4)));
  }

  private static Bytes joined(List<Bytes> pieces) {
    return Bytes.concat(pieces.toArray(Bytes[]::new));
  }
}
