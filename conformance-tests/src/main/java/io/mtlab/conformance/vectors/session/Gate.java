package io.mtlab.conformance.vectors.session;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.server.ServerSalts;
import io.mtlab.mtproto.session.server.ServerSession;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import java.util.ArrayList;
import java.util.List;

/** A real server session into which messages are put, and which tells what it did with each. */
final class Gate {
  private static final long SESSION = 0x5e55;
  private static final AuthKey KEY = AuthKey.of(new byte[AuthKey.SIZE]);

  private final MessageCipher cipher = new FoldCipher();
  private final ServerSalts salts;
  private final ServerSession session;
  private final long now;
  private final List<Long> executed = new ArrayList<>();
  private final List<TlObject> said = new ArrayList<>();

  Gate(long firstSalt, long saltsSince, long now) {
    this.now = now;
    this.salts = new ServerSalts(KEY, new Sha(), firstSalt, saltsSince);
    this.session = new ServerSession(SESSION, KEY, salts, cipher, into -> {}, new Ears());
    session.attached(now);
  }

  ServerSalts salts() {
    return salts;
  }

  void put(long salt, Message message) {
    session.received(new Envelope(salt, SESSION, message), now);
    session.flush(now);
  }

  /** The queries that were handed on for execution, by message id. */
  List<Long> executed() {
    return executed;
  }

  /** The service messages that were sent since the last time. */
  List<TlObject> takeSaid() {
    List<TlObject> taken = List.copyOf(said);
    said.clear();
    return taken;
  }

  private void hear(Bytes frame) {
    try {
      Envelope envelope = Envelope.open(KEY, Direction.TO_CLIENT, frame, cipher);
      for (Message message : Container.unwrap(envelope.message())) {
        said.add(TlObjects.read(new TlReader(message.body())));
      }
    } catch (ProtocolException ours) {
      throw new IllegalStateException("the server sent what cannot be read", ours);
    }
  }

  private final class Ears implements ServerSession.Out {
    @Override
    public Bytes packed(Bytes answer) {
      return Gzip.packIfSmaller(answer);
    }

    @Override
    public void transmit(Bytes frame) {
      hear(frame);
    }

    @Override
    public void query(long messageId, Bytes body) {
      executed.add(messageId);
    }

    @Override
    public void disconnectAfter(int seconds) {
      // there is no connection
    }

    @Override
    public boolean destroySession(long sessionId) {
      return false;
    }

    @Override
    public void refused(Fault fault) {
      // what counts is what the client is told
    }

    @Override
    public boolean tolerates(Fault fault) {
      return Rules.STRICT.tolerates(fault);
    }
  }
}
