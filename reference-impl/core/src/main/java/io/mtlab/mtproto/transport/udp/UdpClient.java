package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.Sink;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of one connection. It says hello until it is given a token, and then carries
 * frames. What does not have its token is not looked at.
 */
public final class UdpClient implements End.Client {
  /** The first hello is repeated after this time, then after twice it, and so on. */
  static final long HELLO_PAUSE = 500 * Time.MILLISECOND;

  static final long HELLO_PAUSE_MAX = 4 * Time.SECOND;

  /** A shorter frame is no message: its first four bytes are an error code. */
  private static final int MESSAGE_BYTES_MIN = 16;

  private final Bytes client;
  private final Reassembly reassembly = new Reassembly();
  private @Nullable Bytes token;
  private int frames;
  private boolean ended;
  private long pause = HELLO_PAUSE;
  private long helloAt = Time.NEVER;

  /** For a connection that is not yet open. */
  public UdpClient(Entropy entropy) {
    client = Bytes.wrap(entropy.bytes(Datagram.CLIENT_BYTES));
  }

  /** The socket is there: says hello. {@link Sink#ready} follows some time after. */
  @Override
  public void opened(long now, Sink sink) {
    sink.send(Datagram.hello(client).write());
    helloAt = now + pause;
    pause = Math.min(2 * pause, HELLO_PAUSE_MAX);
  }

  /** Says hello again. */
  @Override
  public void wake(long now, Sink sink) {
    if (helloAt <= now) {
      opened(now, sink);
    }
  }

  @Override
  public long nextWake() {
    return helloAt;
  }

  @Override
  public void received(Bytes wire, long now, Sink sink) {
    Datagram datagram = Datagram.read(wire);
    if (datagram == null) {
      return;
    }
    Bytes known = token;
    if (known == null) {
      welcome(datagram, sink);
    } else if (datagram.token().equalsInConstantTime(known)) {
      switch (datagram.kind()) {
        case FRAGMENT -> {
          Bytes frame = reassembly.take(Fragment.read(datagram.rest()), now);
          if (frame != null) {
            deliver(frame, sink);
          }
        }
        case CHALLENGE ->
            sink.send(new Datagram(Datagram.Kind.PROOF, known, datagram.rest()).write());
        case END -> ended = true;
        case HELLO, TOKEN, PROOF -> {}
      }
    }
  }

  private void welcome(Datagram datagram, Sink sink) {
    Bytes given = datagram.token();
    if (datagram.kind() == Datagram.Kind.TOKEN
        && given.slice(0, Datagram.CLIENT_BYTES).equalsInConstantTime(client)) {
      token = given;
      helloAt = Time.NEVER;
      sink.ready();
    }
  }

  private static void deliver(Bytes frame, Sink sink) {
    if (frame.size() >= MESSAGE_BYTES_MIN) {
      sink.frame(frame);
    } else if (frame.size() >= Integer.BYTES && frame.int32(0) != 0) {
      sink.error(frame.int32(0));
    }
  }

  @Override
  public boolean isFinished() {
    return ended;
  }

  @Override
  public void send(Bytes frame, Sink sink) {
    if (token == null) {
      throw new IllegalStateException("the server has given no token yet");
    }
    Datagrams.send(token, frames++, frame, sink);
  }

  @Override
  public int containerBytes() {
    return Datagrams.CONTAINER_BYTES;
  }

  @Override
  public Bytes farewell() {
    return token == null ? Bytes.EMPTY : Datagram.of(Datagram.Kind.END, token).write();
  }
}
