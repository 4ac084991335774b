package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.transport.Destination;
import io.mtlab.mtproto.transport.TransportError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client: it connects, agrees on a key if it has none, keeps a session whatever happens to its
 * connections, and answers each call once.
 *
 * <p>Three things with three lifetimes: the {@link Lines} come and go, the {@link ClientKeys} are
 * made and renewed, and the session behind {@link Calls} goes on over all of them.
 */
public final class ClientEndpoint implements Machine {
  private final ClientSettings settings;
  private final Out out;
  private final Calls calls;
  private final ClientKeys keys;
  private final Lines lines;
  private final MessageCipher cipher;
  private final Backoff backoff;

  /** The line that carries the session, or the exchange of its key. */
  private @Nullable Line line;

  private long dialAt = Time.NEVER;
  private int connections;
  private long now;

  /** A client that does nothing before {@link #start}. */
  public ClientEndpoint(ClientSettings settings, Entropy entropy, MessageCipher cipher, Out out) {
    this.settings = settings;
    this.cipher = cipher;
    this.out = out;
    this.calls = new Calls(settings.app(), cipher, entropy, out, this::transmit);
    this.keys = new ClientKeys(settings, entropy, cipher, calls, out, new KeysOwner());
    this.lines = new Lines(settings.lines(), out, entropy, new LineOwner());
    this.backoff = new Backoff(entropy);
  }

  /** Lets somebody hear of single messages; before {@link #start}. */
  public void observe(Observer by) {
    calls.observe(by);
  }

  /** Connects. */
  public void start(long now) {
    if (line == null && dialAt == Time.NEVER) {
      dial(now);
    }
  }

  /** Calls a method; {@link ClientEvent.Answered} or {@link ClientEvent.Refused} follows. */
  public Ticket call(TlMethod<?> method, long now) {
    return call(method, List.of(), now);
  }

  /**
   * Calls a method that the server executes after others (invokeAfterMsgs), however they overtake
   * each other on the way.
   *
   * @param after calls that have to succeed before; if one is refused for good, this one is refused
   *     with MSG_WAIT_FAILED
   */
  public Ticket call(TlMethod<?> method, List<Ticket> after, long at) {
    now = at;
    return calls.call(method, after, now);
  }

  /** Cuts the connection and makes a new one, as a client does that has lost its network. */
  public void reconnect(long now) {
    if (line != null) {
      drop(line, Cause.FIN, now);
    }
  }

  private void dial(long now) {
    dialAt = Time.NEVER;
    var to = new Destination(settings.server(), settings.dc());
    line = lines.dial(to, settings.transport(), now);
  }

  // What becomes of lines.

  private void gone(Line lost, Cause cause, long now) {
    keys.endExchange(lost);
    if (!lost.equals(line)) {
      return;
    }
    keys.detached();
    if (lost.isStanding()) {
      out.happened(new ClientEvent.Disconnected(connections, cause));
    }
    line = null;
    dialAt = backoff.next(now);
  }

  private void drop(Line dropped, Cause cause, long now) {
    lines.drop(dropped);
    gone(dropped, cause, now);
  }

  private void giveUp(Fault fault) {
    lines.dropAll();
    line = null;
    dialAt = Time.NEVER;
    out.happened(new ClientEvent.GaveUp(fault));
  }

  // What the session wants.

  /** A frame that was sealed just now: the cipher still knows its token. */
  private void transmit(Bytes frame) {
    Line current = line;
    if (current == null) {
      return;
    }
    if (settings.lines().quickAcks() && frame.int64(0) != 0) {
      current.sendWantingAck(frame, cipher.quickAckToken(), now);
    } else {
      current.send(frame);
    }
  }

  private void settle(long now) {
    if (calls.takeKeyLost() && settings.provision() == null) {
      keys.forget();
      if (line != null) {
        drop(line, Cause.FIN, now);
      }
    }
    if (calls.takeStalled() && line != null) {
      drop(line, Cause.UNREACHABLE, now);
    }
    calls.settle(now);
  }

  // What the driver brings.

  @Override
  public void opened(Conn conn, Peer peer, long at) {
    now = at;
    lines.opened(conn, now);
  }

  @Override
  public void received(Conn conn, Bytes bytes, long at) {
    now = at;
    lines.received(conn, bytes, now);
    settle(now);
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    lines.closed(conn, cause, now);
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    throw new IllegalStateException("a client asks nobody behind it");
  }

  @Override
  public void pushed(Push push, long now) {
    throw new IllegalStateException("nobody is behind a client");
  }

  @Override
  public void wake(long at) {
    now = at;
    if (dialAt <= now) {
      dial(now);
    }
    lines.wake(now);
    keys.wake(now);
    calls.wake(now);
    settle(now);
  }

  @Override
  public long nextWake() {
    long connecting = Math.min(dialAt, lines.nextWake());
    return Math.min(connecting, Math.min(keys.nextWake(), calls.nextWake()));
  }

  /** What the lines bring. */
  private final class LineOwner implements Lines.Owner {
    @Override
    public void stands(Line stood, long now) {
      connections++;
      out.happened(new ClientEvent.Connected(connections));
      keys.attached(stood, now);
    }

    @Override
    public void frame(Line from, Bytes frame, long now) throws ProtocolException {
      if (keys.received(from, frame, now)) {
        backoff.succeeded();
      }
    }

    @Override
    public void refused(Line by, int code, long now) {
      if (code == TransportError.FLOOD) {
        backoff.flooded();
      }
      if (code == TransportError.NOT_FOUND) {
        keys.unknown(now);
      }
      drop(by, Cause.FIN, now);
    }

    @Override
    public void acknowledgedQuickly(Line by, long took, long at) {
      out.happened(new ClientEvent.QuicklyAcknowledged(took));
    }

    @Override
    public void broken(Line by, Fault fault, long now) {
      boolean tooOften = keys.distrusts(by);
      out.happened(new ClientEvent.Distrusted(fault));
      drop(by, Cause.FIN, now);
      if (tooOften) {
        giveUp(fault);
      }
    }

    @Override
    public void lost(Line lost, Cause cause, long now) {
      gone(lost, cause, now);
    }
  }

  /** What the keys want of the line in use. */
  private final class KeysOwner implements ClientKeys.Owner {
    @Override
    public void send(Bytes frame) {
      transmit(frame);
    }

    @Override
    public void failed(Fault fault, long now) {
      out.happened(new ClientEvent.Distrusted(fault));
      Line current = line;
      if (current != null) {
        drop(current, Cause.FIN, now);
      }
    }
  }
}
