package io.mtlab.mtproto.transport.proxy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.Sink;

/** A client's end of a stream whose first part leads to a proxy, and only then to the server. */
public final class Tunnelled implements End.Client {
  private final Tunnel tunnel;
  private final End.Client inside;
  private boolean standing;

  /**
   * For a connection to the proxy that is not yet open.
   *
   * @param server where the proxy is to lead to
   * @param inside what is spoken with the server
   */
  public Tunnelled(ProxyServer proxy, Address server, End.Client inside) {
    this.tunnel = proxy.tunnelTo(server);
    this.inside = inside;
  }

  @Override
  public void opened(long now, Sink sink) {
    sink.send(tunnel.opening());
  }

  /**
   * Takes a piece of the stream.
   *
   * @throws ProtocolException one of {@link io.mtlab.mtproto.fault.ProxyFailed} before the server
   *     is reached, later what the transport inside throws
   */
  @Override
  public void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
    if (standing) {
      inside.received(bytes, now, sink);
      return;
    }
    Tunnel.Step step = tunnel.received(bytes);
    if (!step.answer().isEmpty()) {
      sink.send(step.answer());
    }
    if (step.stands()) {
      standing = true;
      inside.opened(now, sink);
    }
  }

  @Override
  public void send(Bytes frame, Sink sink) {
    inside.send(frame, sink);
  }

  @Override
  public void sendWantingAck(Bytes frame, Sink sink) {
    inside.sendWantingAck(frame, sink);
  }

  @Override
  public int containerBytes() {
    return inside.containerBytes();
  }

  @Override
  public boolean isPolled() {
    return inside.isPolled();
  }

  @Override
  public boolean isFinished() {
    return inside.isFinished();
  }

  /** Nothing is said to a server that was not reached. */
  @Override
  public Bytes farewell() {
    return standing ? inside.farewell() : Bytes.EMPTY;
  }

  @Override
  public int open() {
    return inside.open();
  }

  @Override
  public boolean hasQuickAcks() {
    return inside.hasQuickAcks();
  }

  @Override
  public void wake(long now, Sink sink) {
    if (standing) {
      inside.wake(now, sink);
    }
  }

  @Override
  public long nextWake() {
    return standing ? inside.nextWake() : Time.NEVER;
  }
}
