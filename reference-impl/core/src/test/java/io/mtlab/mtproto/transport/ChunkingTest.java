package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A stream may be cut anywhere; the same frames come out. */
class ChunkingTest {
  private final List<Bytes> wire = new ArrayList<>();
  private final List<Heard.Item> sent = new ArrayList<>();

  @Seeds(count = 200)
  @Covers({"T-028", "Z-014"})
  void t028_the_server_finds_the_same_frames_in_any_pieces(long seed) throws ProtocolException {
    Random random = new Random(seed);
    TransportSpec spec = Streams.spec(random);
    Bytes stream = clientStream(spec, random);
    ServerTransport server = Streams.server();
    Heard heard = new Heard();
    for (Bytes piece : Streams.cut(stream, random)) {
      server.received(piece, Streams.NOW, heard);
    }
    server.ended();
    assertThat(server.spec()).isEqualTo(spec);
    assertThat(heard.items).isEqualTo(sent);
  }

  @Seeds(count = 200)
  @Covers({"T-028", "Z-014"})
  void t028_the_client_finds_the_same_frames_in_any_pieces(long seed) throws ProtocolException {
    Random random = new Random(seed);
    TransportSpec spec = Streams.spec(random);
    Bytes stream = serverStream(spec, random);
    ClientTransport client = Streams.client(spec);
    Heard heard = new Heard();
    for (Bytes piece : Streams.cut(stream, random)) {
      client.received(piece, Streams.NOW, heard);
    }
    client.ended();
    assertThat(heard.items).isEqualTo(sent);
  }

  @Requirement("T-028")
  void t028_byte_by_byte_and_every_cut_in_two() throws ProtocolException {
    for (TransportSpec spec : Streams.PLAIN) {
      sent.clear();
      wire.clear();
      Bytes stream = clientStream(spec, new Random(7));
      assertThat(found(Streams.singly(stream))).isEqualTo(sent);
      for (int at = 0; at <= stream.size(); at++) {
        assertThat(found(Streams.cutAt(at, stream))).isEqualTo(sent);
      }
    }
  }

  @Test
  void a_frame_that_lies_whole_in_a_piece_is_not_copied() throws ProtocolException {
    Bytes stream = Bytes.concat(Bytes.fromHex("eeeeeeee08000000"), Bytes.wrap(new byte[8]));
    Heard heard = new Heard();
    Streams.server().received(stream, Streams.NOW, heard);
    assertThat(heard.items)
        .singleElement()
        .satisfies(item ->
            assertThat(((Heard.Frame) item).payload().sharedArray())
                .isSameAs(stream.sharedArray()));
  }

  @Seeds(count = 300)
  @Covers("Z-014")
  void z014_random_bytes_end_in_a_fault_or_in_bounded_waiting(long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[random.nextInt(600)];
    random.nextBytes(noise);
    Bytes tag = Bytes.fromHex(random.nextBoolean() ? "ef" : "eeeeeeee");
    Bytes stream = Bytes.concat(tag, Bytes.wrap(noise));
    ServerTransport server = Streams.server();
    Heard heard = new Heard();
    try {
      for (Bytes piece : Streams.cut(stream, random)) {
        server.received(piece, Streams.NOW, heard);
      }
    } catch (ProtocolException e) {
      assertThat(e.fault().section()).startsWith("mtproto/mtproto-transports");
    }
    assertThat(server.heldBytes()).isLessThanOrEqualTo(stream.size());
  }

  private static List<Heard.Item> found(List<Bytes> pieces) throws ProtocolException {
    ServerTransport server = Streams.server();
    Heard heard = new Heard();
    for (Bytes piece : pieces) {
      server.received(piece, Streams.NOW, heard);
    }
    return heard.items;
  }

  private Bytes clientStream(TransportSpec spec, Random random) {
    ClientTransport client = Streams.client(spec);
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      Bytes message = Streams.message(random);
      if (random.nextInt(3) == 0) {
        sent.add(new Heard.FrameToAcknowledge(message));
        wire.add(client.encodeWantingAck(message));
      } else {
        sent.add(new Heard.Frame(message));
        wire.add(client.encode(message));
      }
    }
    return Bytes.concat(wire.toArray(Bytes[]::new));
  }

  private Bytes serverStream(TransportSpec spec, Random random) throws ProtocolException {
    ServerTransport server = Streams.server();
    server.received(
        Streams.client(spec).encode(Bytes.wrap(new byte[40])), Streams.NOW, new Heard());
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> {
          int token = random.nextInt() | (1 << 31);
          sent.add(new Heard.QuickAck(token));
          wire.add(server.encodeQuickAck(token));
        }
        case 1 -> {
          sent.add(new Heard.TransportErrorCode(TransportError.FLOOD));
          wire.add(server.encodeError(TransportError.FLOOD));
        }
        default -> {
          Bytes message = Streams.message(random);
          sent.add(new Heard.Frame(message));
          wire.add(server.encode(message));
        }
      }
    }
    return Bytes.concat(wire.toArray(Bytes[]::new));
  }
}
