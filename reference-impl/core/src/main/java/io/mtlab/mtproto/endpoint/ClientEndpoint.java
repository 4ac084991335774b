package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.endpoint.poll.LongPoll;
import io.mtlab.mtproto.endpoint.route.Reason;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.transport.TransportError;
import io.mtlab.mtproto.transport.TransportSpec;
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
  private final Way way;
  private final LongPoll<Line> longPoll = new LongPoll<>();

  /** Where frames go at this moment, if not on the line in use. */
  private @Nullable Line speaking;

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
    this.way = new Way(settings, entropy, lines, out, calls::answersTake);
  }

  /** Lets somebody hear of single messages; before {@link #start}. */
  public void observe(Observer by) {
    calls.observe(by);
  }

  /** Connects. */
  public void start(long now) {
    way.start(now);
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
    Line current = way.line();
    if (current != null) {
      drop(current, Cause.FIN, null, now);
    }
  }

  /**
   * Ends its connections and makes no new one before the next {@link #start}. The session and all
   * calls without an answer go on then.
   */
  public void stop(long now) {
    Line current = way.line();
    way.stop();
    longPoll.end();
    if (current != null) {
      keys.endExchange(current);
      keys.detached();
      if (current.isStanding()) {
        out.happened(new ClientEvent.Disconnected(connections, Cause.FIN));
      }
    }
  }

  // What becomes of lines.

  private void gone(Line lost, Cause cause, @Nullable Reason reason, long now) {
    if (longPoll.isOn(lost)) {
      longPoll.lost(now);
      return;
    }
    keys.endExchange(lost);
    if (way.lost(lost, reason, now)) {
      keys.detached();
      if (lost.isStanding()) {
        out.happened(new ClientEvent.Disconnected(connections, cause));
      }
    }
  }

  private void drop(Line dropped, Cause cause, @Nullable Reason reason, long now) {
    lines.drop(dropped);
    gone(dropped, cause, reason, now);
  }

  private void giveUp(Fault fault) {
    way.stop();
    longPoll.end();
    out.happened(new ClientEvent.GaveUp(fault));
  }

  /** A line carries the session from now on, or the exchange of its key. */
  private void begin(Line on, long now) {
    connections++;
    TransportSpec transport = settings.routes().get(on.route()).transport();
    out.happened(new ClientEvent.Connected(connections, transport));
    calls.containerBytes(on.transport().containerBytes());
    keys.attached(on, now);
  }

  private void move(Line to, long now) {
    keys.detached();
    out.happened(new ClientEvent.Disconnected(connections, Cause.FIN));
    begin(to, now);
  }

  /** What a transport error says of the route. */
  private static @Nullable Reason reason(int code) {
    return switch (code) {
      case TransportError.FLOOD -> Reason.FLOODED;
      case TransportError.WRONG_DC -> Reason.WRONG_DC;
      default -> null; // the route is not to blame
    };
  }

  // What the session wants.

  /** A frame that was sealed just now: the cipher still knows its token. */
  private void transmit(Bytes frame) {
    Line current = speaking == null ? way.line() : speaking;
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
      reconnect(now);
    }
    Line quiet = calls.takeStalled() ? way.line() : null;
    if (quiet != null) {
      drop(quiet, Cause.UNREACHABLE, Reason.STALLED, now);
    }
    calls.settle(now);
    poll(now);
  }

  /** Over HTTP news comes on a line of its own, on which one request always waits. */
  private void poll(long now) {
    Line main = way.line();
    if (main == null || !main.isStanding() || !main.transport().isPolled() || !calls.isAttached()) {
      Line last = longPoll.end();
      if (last != null) {
        lines.drop(last);
      }
      return;
    }
    if (longPoll.wants(now)) {
      longPoll.dialled(lines.dial(main.target(), now));
    }
    Line line = longPoll.line();
    if (line != null && line.isStanding() && line.transport().open() == 0) {
      speaking = line;
      calls.poll(now);
      speaking = null;
    }
  }

  // What the driver brings.

  @Override
  public void opened(Conn conn, Peer peer, long at) {
    now = at;
    lines.opened(conn, now);
    settle(now);
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
    settle(now);
  }

  @Override
  public void wake(long at) {
    now = at;
    way.wake(now);
    Line silent = way.silent(now);
    if (silent != null) {
      drop(silent, Cause.UNREACHABLE, Reason.SILENT, now);
    }
    lines.wake(now);
    keys.wake(now);
    calls.wake(now);
    settle(now);
  }

  @Override
  public long nextWake() {
    long dialling = Math.min(way.nextWake(), longPoll.nextWake());
    long connecting = Math.min(dialling, lines.nextWake());
    return Math.min(connecting, Math.min(keys.nextWake(), calls.nextWake()));
  }

  /** What the lines bring. */
  private final class LineOwner implements Lines.Owner {
    @Override
    public void stands(Line stood, long now) {
      if (!longPoll.isOn(stood) && way.stands(stood, now)) {
        begin(stood, now);
      }
    }

    @Override
    public void frame(Line from, Bytes frame, long now) throws ProtocolException {
      if (frame.int64(0) == 0 && way.moves(from, frame, now)) {
        move(from, now);
      } else if (keys.received(from, frame, now)) {
        if (longPoll.isOn(from)) {
          longPoll.works();
        }
        way.works(from, now);
      } else {
        way.heard(from);
      }
    }

    @Override
    public void refused(Line by, int code, long now) {
      if (code == TransportError.NOT_FOUND) {
        keys.unknown(now);
      }
      boolean polling = longPoll.isOn(by);
      drop(by, Cause.FIN, reason(code), now);
      Line main = way.line();
      if (polling && main != null && !calls.isAttached()) {
        drop(main, Cause.FIN, null, now); // it was the long poll that lost the key
      }
    }

    @Override
    public void acknowledgedQuickly(Line by, long took, long at) {
      out.happened(new ClientEvent.QuicklyAcknowledged(took));
    }

    @Override
    public void broken(Line by, Fault fault, long now) {
      boolean tooOften = keys.distrusts(by);
      out.happened(new ClientEvent.Distrusted(fault));
      drop(by, Cause.FIN, Reason.DISTRUSTED, now);
      if (tooOften) {
        giveUp(fault);
      }
    }

    @Override
    public void notLetThrough(Line by, ProxyFailed why, long now) {
      out.happened(new ClientEvent.NotLetThrough(why));
      drop(by, Cause.REFUSED, Reason.REFUSED, now);
    }

    @Override
    public void lost(Line lost, Cause cause, long now) {
      gone(lost, cause, Way.reason(lost, cause), now);
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
      Line current = way.line();
      if (current != null) {
        drop(current, Cause.FIN, Reason.SILENT, now);
      }
    }
  }
}
