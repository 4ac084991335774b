package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.crypto.TmpAes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A client and a server face to face, frame by frame, with a hand between them that may change one:
 * {@code atServer} and {@code atClient} play the exchange up to a step and give the fault that the
 * changed frame meets, null if it is taken.
 */
final class Duel {
  static final long NOW = 1_767_225_600L * Time.SECOND;
  static final int DC = 2;

  final RecordedEntropy clientEntropy;
  final RecordedEntropy serverEntropy;
  final Deque<Bytes> toServer = new ArrayDeque<>();
  final Deque<Bytes> toClient = new ArrayDeque<>();
  final List<Agreed> clientKeys = new ArrayList<>();
  final List<Agreed> serverKeys = new ArrayList<>();
  final List<Fault> clientFaults = new ArrayList<>();
  final List<Fault> tolerated = new ArrayList<>();
  final ClientHandshake client;
  final ServerHandshake server;
  final Deque<ServerHandshake.Decision> decisions = new ArrayDeque<>();

  Duel() {
    this(0, Rules.STRICT);
  }

  Duel(int expiresIn, Rules rules) {
    this(1, clientSettings(expiresIn), rules);
  }

  Duel(long seed, ClientHandshake.Settings settings, Rules rules) {
    clientEntropy = new RecordedEntropy(2 * seed);
    serverEntropy = new RecordedEntropy(2 * seed + 1);
    client = new ClientHandshake(settings, clientEntropy, new ClientSide());
    server =
        new ServerHandshake(
            new ServerHandshake.Settings(List.of(Keys.FIRST, Keys.SECOND), DC, rules),
            serverEntropy,
            new ServerSide());
  }

  static ClientHandshake.Settings clientSettings(int expiresIn) {
    return new ClientHandshake.Settings(
        ServerKeys.of(Keys.FIRST.publicKey()), DC, expiresIn, groups());
  }

  static DhGroups groups() {
    Entropy bases = new RecordedEntropy(77);
    return new DhGroups(bases);
  }

  /** Begins, and plays so many whole rounds of query and answer. */
  Duel play(int rounds) throws ProtocolException {
    if (clientEntropy.draws(16).isEmpty()) {
      client.start(NOW);
    }
    for (int i = 0; i < rounds; i++) {
      server.received(toServer.removeFirst(), NOW);
      client.received(toClient.removeFirst(), NOW);
    }
    return this;
  }

  Duel playToTheEnd() throws ProtocolException {
    play(0);
    while (!toServer.isEmpty()) {
      play(1);
    }
    return this;
  }

  /** Plays, changes the client's n-th frame (from 0), and gives what the server says to it. */
  @Nullable Fault atServer(int n, UnaryOperator<Bytes> change) throws ProtocolException {
    play(n);
    return serverSaysTo(change.apply(toServer.removeFirst()));
  }

  @Nullable Fault serverSaysTo(Bytes frame) {
    try {
      server.received(frame, NOW);
      return null;
    } catch (ProtocolException refused) {
      return refused.fault();
    }
  }

  /** Plays, changes the server's n-th frame (from 0), and gives what the client says to it. */
  @Nullable Fault atClient(int n, UnaryOperator<Bytes> change) throws ProtocolException {
    play(n);
    server.received(toServer.removeFirst(), NOW);
    return clientSaysTo(change.apply(toClient.removeFirst()));
  }

  @Nullable Fault clientSaysTo(Bytes frame) {
    try {
      client.received(frame, NOW);
      return null;
    } catch (ProtocolException refused) {
      return refused.fault();
    }
  }

  Bytes newNonce() {
    return clientEntropy.draw(32, 0);
  }

  Bytes serverNonce() {
    return serverEntropy.draw(16, 0);
  }

  TmpAes aes() {
    return new TmpAes(newNonce(), serverNonce());
  }

  private final class ClientSide implements ClientHandshake.Out {
    @Override
    public void send(Bytes frame) {
      toServer.add(frame);
    }

    @Override
    public void agreed(Agreed agreed) {
      clientKeys.add(agreed);
    }

    @Override
    public void failed(Fault fault) {
      clientFaults.add(fault);
    }
  }

  private final class ServerSide implements ServerHandshake.Out {
    @Override
    public void send(Bytes frame) {
      toClient.add(frame);
    }

    @Override
    public void agreed(Agreed agreed) {
      serverKeys.add(agreed);
      ServerHandshake.Decision decision =
          decisions.isEmpty() ? ServerHandshake.Decision.KEEP : decisions.removeFirst();
      server.decide(agreed.key().id(), decision, NOW);
    }

    @Override
    public void tolerated(Fault fault) {
      tolerated.add(fault);
    }
  }
}
