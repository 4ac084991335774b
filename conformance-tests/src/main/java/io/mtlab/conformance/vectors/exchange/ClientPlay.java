package io.mtlab.conformance.vectors.exchange;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ClientHandshake;
import io.mtlab.mtproto.handshake.PlainMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A client that is led through an exchange, message by message. */
final class ClientPlay implements ClientHandshake.Out {
  private final ClientHandshake client;
  private final long now;
  private final Deque<Bytes> sent = new ArrayDeque<>();
  private @Nullable Agreed agreed;

  ClientPlay(RsaPublicKey key, int dc, int expiresIn, Entropy entropy, long now) {
    DhGroups groups = new DhGroups(new SplittableRandom(2)::nextBytes);
    ClientHandshake.Settings settings =
        new ClientHandshake.Settings(ServerKeys.of(key), dc, expiresIn, groups);
    this.now = now;
    client = new ClientHandshake(settings, entropy, this);
    client.start(now);
  }

  /** The body of the client's next message; message ids are its own. */
  Bytes next() throws Mismatch, ProtocolException {
    if (sent.isEmpty()) {
      throw new Mismatch("the client", "sends a query", "is silent");
    }
    return PlainMessage.read(sent.removeFirst()).body();
  }

  /** Demands that the client's next message begins with the body of this one. */
  void expect(String name, Bytes message) throws Mismatch, ProtocolException {
    Bytes actual = next();
    Bytes expected = PlainMessage.read(message).body();
    if (!actual.equals(expected)) {
      throw new Mismatch(name, expected.toHex(), actual.toHex());
    }
  }

  void hear(Bytes frame) throws ProtocolException {
    client.received(frame, now);
  }

  /** What was agreed; without a key the client has refused, or begun again. */
  Agreed agreed() throws Refused {
    if (agreed == null) {
      throw new Refused("no key");
    }
    return agreed;
  }

  boolean hasKey() {
    return agreed != null;
  }

  @Override
  public void send(Bytes frame) {
    sent.add(frame);
  }

  @Override
  public void agreed(Agreed agreed) {
    this.agreed = agreed;
  }

  @Override
  public void failed(Fault fault) {
    throw new IllegalStateException("no time passes here: " + fault.name());
  }
}
