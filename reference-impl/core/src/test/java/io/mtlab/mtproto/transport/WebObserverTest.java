package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** Both ends of HTTP and WebSocket with somebody in the middle, who may lose what he likes. */
class WebObserverTest {
  private static final int FRAMES = 30;
  private static final long NOW = 1_767_225_600_000_000_000L;

  /** Everything that goes on between two ends, byte after byte. */
  private static final class Middle {
    private final Random random;
    private final ClientTransport client;
    private final ServerTransport server;
    private final Observer observer = new Observer();
    private final IntPredicate lost;
    private final List<Bytes> atServer = new ArrayList<>();
    private final List<Bytes> atClient = new ArrayList<>();
    private int up;
    private int down;
    private boolean ready;

    Middle(String transport, long seed, IntPredicate lost) {
      this.random = new Random(seed);
      this.lost = lost;
      client =
          new ClientTransport(
              TransportSpec.named(transport, null),
              new Destination(new Address("dc2", 80), 2),
              Padding.UP_TO_15,
              random::nextBytes);
      server = new ServerTransports(ServerTransports.Settings.DEFAULT, random::nextBytes).accept();
      client.opened(NOW, new ClientSide());
    }

    void toServer(Bytes wire) {
      for (Bytes piece : Streams.cut(wire, random)) {
        observer.fromClient(
            piece,
            new Observer.Sink() {
              @Override
              public void frame(Bytes unit) {
                if (!lost.test(up++)) {
                  atServer(observer.encodeToServer(unit));
                }
              }

              @Override
              public void opaque(Bytes bytes) {
                atServer(bytes);
              }
            });
      }
    }

    void toClient(Bytes wire) {
      for (Bytes piece : Streams.cut(wire, random)) {
        observer.fromServer(
            piece,
            new Observer.Sink() {
              @Override
              public void frame(Bytes unit) {
                if (!lost.test(down++)) {
                  atClient(observer.encodeToClient(unit));
                }
              }

              @Override
              public void opaque(Bytes bytes) {
                atClient(bytes);
              }
            });
      }
    }

    private void atServer(Bytes bytes) {
      try {
        server.received(bytes, NOW, new ServerSide());
      } catch (ProtocolException e) {
        throw new AssertionError(e);
      }
    }

    private void atClient(Bytes bytes) {
      try {
        client.received(bytes, NOW, new ClientSide());
      } catch (ProtocolException e) {
        throw new AssertionError(e);
      }
    }

    private final class ClientSide implements Sink {
      @Override
      public void frame(Bytes payload) {
        atClient.add(payload);
      }

      @Override
      public void error(int code) {
        throw new AssertionError("error " + code);
      }

      @Override
      public void send(Bytes wire) {
        toServer(wire);
      }

      @Override
      public void secure(Bytes already) {
        throw new AssertionError("TLS");
      }

      @Override
      public void ready() {
        ready = true;
      }

      @Override
      public void quickAck(int token) {
        throw new AssertionError("a token");
      }
    }

    private final class ServerSide implements Sink {
      @Override
      public void frame(Bytes payload) {
        atServer.add(payload);
      }

      @Override
      public void error(int code) {
        throw new AssertionError("error " + code);
      }

      @Override
      public void send(Bytes wire) {
        toClient(wire);
      }

      @Override
      public void secure(Bytes already) {
        throw new AssertionError("TLS");
      }

      @Override
      public void quickAck(int token) {
        throw new AssertionError("a token");
      }
    }
  }

  @Seeds(count = 20)
  @Covers({"W-003", "W-004"})
  void w004_the_units_of_a_web_socket_are_the_envelopes_inside(long seed) {
    Middle middle = new Middle("websocket", seed, unit -> false);
    assertThat(middle.ready).isTrue();
    List<Bytes> sent = exchange(middle, seed);
    assertThat(middle.up).isEqualTo(FRAMES);
    assertThat(middle.down).isEqualTo(FRAMES);
    assertThat(middle.atServer).isEqualTo(sent);
    assertThat(middle.atClient).isEqualTo(sent);
    assertThat(middle.observer.spec()).isEqualTo(middle.server.spec());
  }

  @Seeds(count = 20)
  @Covers({"W-003", "W-004"})
  void w004_what_is_lost_of_a_web_socket_leaves_the_rest_readable(long seed) {
    Middle middle = new Middle("websocket", seed, unit -> unit % 5 == 3);
    List<Bytes> sent = exchange(middle, seed);
    List<Bytes> left = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      if (i % 5 != 3) {
        left.add(sent.get(i));
      }
    }
    assertThat(middle.atServer).isEqualTo(left);
    assertThat(middle.atClient).isEqualTo(left);
  }

  @Seeds(count = 20)
  @Covers({"H-002", "H-003"})
  void h003_requests_and_answers_are_units(long seed) {
    Middle middle = new Middle("http", seed, unit -> false);
    List<Bytes> sent = exchange(middle, seed);
    assertThat(middle.up).isEqualTo(FRAMES);
    assertThat(middle.atServer).isEqualTo(sent);
    assertThat(middle.atClient).isEqualTo(sent);
  }

  @Requirement("H-003")
  void h003_a_request_that_is_swallowed_is_just_missing() {
    Middle middle = new Middle("http", 1, unit -> unit == 1);
    Random random = new Random(1);
    for (int i = 0; i < 3; i++) {
      middle.toServer(middle.client.encode(Streams.message(random)));
    }
    assertThat(middle.atServer).hasSize(2);
  }

  private static List<Bytes> exchange(Middle middle, long seed) {
    Random random = new Random(seed);
    List<Bytes> sent = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      Bytes message = Streams.message(random);
      sent.add(message);
      int before = middle.atServer.size();
      middle.toServer(middle.client.encode(message));
      if (middle.server.isPolled() && middle.atServer.size() == before) {
        continue;
      }
      if (middle.server.spec() != null) {
        middle.toClient(middle.server.encode(message));
      }
    }
    return sent;
  }
}
