package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.Sink;
import io.mtlab.mtproto.transport.udp.Datagram.Kind;

/** The server's end of one connection: what its {@link UdpDoor} says belongs to it. */
public final class UdpServer implements End.Server {
  private final Reassembly reassembly = new Reassembly();
  private Bytes token = Bytes.EMPTY;
  private int frames;
  private boolean ended;

  /** Takes a datagram; {@link Sink#frame} follows if it makes a frame whole. */
  @Override
  public void received(Bytes wire, long now, Sink sink) {
    Datagram datagram = Datagram.read(wire);
    if (datagram == null) {
      return;
    }
    token = datagram.token();
    if (datagram.kind() == Kind.END) {
      ended = true;
    } else if (datagram.kind() == Kind.FRAGMENT) {
      Bytes frame = reassembly.take(Fragment.read(datagram.rest()), now);
      if (frame != null) {
        sink.frame(frame);
      }
    }
  }

  @Override
  public boolean isFinished() {
    return ended;
  }

  @Override
  public boolean isSpoken() {
    return !token.isEmpty();
  }

  @Override
  public void send(Bytes frame, Sink sink) {
    Datagrams.send(token, frames++, frame, sink);
  }

  @Override
  public void sendError(int code, Sink sink) {
    byte[] frame = {(byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24)};
    send(Bytes.wrap(frame), sink);
  }

  @Override
  public int containerBytes() {
    return Datagrams.CONTAINER_BYTES;
  }

  @Override
  public Bytes farewell() {
    return token.isEmpty() ? Bytes.EMPTY : Datagram.of(Kind.END, token).write();
  }
}
