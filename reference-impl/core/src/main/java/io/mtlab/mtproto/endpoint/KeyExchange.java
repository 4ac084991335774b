package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ClientHandshake;

/**
 * The agreement on a key, on one line. A line that is lost takes it along; the next begins anew.
 */
final class KeyExchange implements ClientHandshake.Out {
  /** Hears how it ends: one of the two, once. */
  interface Owner {
    /** There is a key; the exchange took {@code took} nanoseconds. */
    void agreed(Line line, Agreed agreed, long took, long now);

    /** There will be none on this line. */
    void failed(Line line, Fault fault, long now);
  }

  private static final int PERMANENT = 0;

  private final Line line;
  private final Owner owner;
  private final ClientHandshake exchange;
  private final long began;
  private long now;

  /** Not begun yet. */
  KeyExchange(ClientSettings settings, Entropy entropy, Line line, Owner owner, long now) {
    var wanted =
        new ClientHandshake.Settings(
            settings.serverKeys(), settings.dc(), PERMANENT, new DhGroups(entropy));
    this.line = line;
    this.owner = owner;
    this.exchange = new ClientHandshake(wanted, entropy, this);
    this.began = now;
    this.now = now;
  }

  Line line() {
    return line;
  }

  void start() {
    exchange.start(now);
  }

  void received(Bytes frame, long at) throws ProtocolException {
    now = at;
    exchange.received(frame, at);
  }

  void wake(long at) {
    now = at;
    exchange.wake(at);
  }

  long nextWake() {
    return exchange.nextWake();
  }

  @Override
  public void send(Bytes frame) {
    line.send(frame);
  }

  @Override
  public void agreed(Agreed agreed) {
    owner.agreed(line, agreed, now - began, now);
  }

  @Override
  public void failed(Fault fault) {
    owner.failed(line, fault, now);
  }
}
