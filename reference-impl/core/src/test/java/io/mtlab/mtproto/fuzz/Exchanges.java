package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ClientHandshake;
import io.mtlab.mtproto.handshake.ServerHandshake;
import java.util.ArrayList;
import java.util.List;

/** Both sides of an exchange. The other side begins rightly, then the input comes in its place. */
final class Exchanges {
  static final RsaPrivateKey RSA = RsaPrivateKey.generate(Streams.entropy());
  private static final int DC = 2;
  private static final DhGroups GROUPS = new DhGroups(Streams.entropy());

  private Exchanges() {}

  static void server(Bytes input) throws ProtocolException {
    List<Bytes> sent = new ArrayList<>();
    ServerHandshake server = newServer(sent);
    server.received(firstQuery(), Streams.NOW);
    server.received(input, Streams.NOW);
  }

  static void client(Bytes input) throws ProtocolException {
    List<Bytes> sent = new ArrayList<>();
    ClientHandshake client = newClient(sent);
    client.start(Streams.NOW);
    client.received(input, Streams.NOW);
    client.wake(client.nextWake());
  }

  /** What a client says first: always the same. */
  static Bytes firstQuery() {
    List<Bytes> sent = new ArrayList<>();
    newClient(sent).start(Streams.NOW);
    return sent.getFirst();
  }

  /** What a server answers to it. */
  static Bytes firstAnswer() {
    List<Bytes> sent = new ArrayList<>();
    try {
      newServer(sent).received(firstQuery(), Streams.NOW);
    } catch (ProtocolException broken) {
      throw new IllegalStateException(broken);
    }
    return sent.getFirst();
  }

  /** What a client says to that. */
  static Bytes secondQuery() {
    List<Bytes> sent = new ArrayList<>();
    ClientHandshake client = newClient(sent);
    client.start(Streams.NOW);
    try {
      client.received(firstAnswer(), Streams.NOW);
    } catch (ProtocolException broken) {
      throw new IllegalStateException(broken);
    }
    return sent.getLast();
  }

  private static ClientHandshake newClient(List<Bytes> sent) {
    var settings = new ClientHandshake.Settings(ServerKeys.of(RSA.publicKey()), DC, 0, GROUPS);
    Entropy entropy = Streams.entropy();
    return new ClientHandshake(
        settings,
        entropy,
        new ClientHandshake.Out() {
          @Override
          public void send(Bytes frame) {
            sent.add(frame);
          }

          @Override
          public void agreed(Agreed agreed) {}

          @Override
          public void failed(Fault fault) {}
        });
  }

  private static ServerHandshake newServer(List<Bytes> sent) {
    var settings = new ServerHandshake.Settings(List.of(RSA), DC, Rules.FIELD);
    return new ServerHandshake(
        settings,
        Streams.entropy(),
        new ServerHandshake.Out() {
          @Override
          public void send(Bytes frame) {
            sent.add(frame);
          }

          @Override
          public void agreed(Agreed agreed) {}

          @Override
          public void tolerated(Fault fault) {}
        });
  }
}
