package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.Carrier;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Destination;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.Sink;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.proxy.ProxyServer;
import io.mtlab.mtproto.transport.proxy.Tunnelled;
import io.mtlab.mtproto.transport.udp.UdpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a client, any number at a time and of any transports: dialled, given up when
 * they do not stand in time, cut into frames. What the frames mean is the owner's business.
 */
final class Lines {
  /** Hears of the lines. It may dial, send on and drop any of them meanwhile. */
  interface Owner {
    /** The connection stands: frames can be sent. */
    void stands(Line line, long now);

    /** A frame came: one message under a key, or one without. */
    void frame(Line line, Bytes frame, long now) throws ProtocolException;

    /** The server sent a transport error. */
    void refused(Line line, int code, long now);

    /** The server has got a message that was sent {@code took} nanoseconds ago. */
    void acknowledgedQuickly(Line line, long took, long now);

    /** What came breaks a rule; the owner should drop the line. */
    void broken(Line line, Fault fault, long now);

    /** The proxy does not lead to the server; the owner should drop the line. */
    void notLetThrough(Line line, ProxyFailed why, long now);

    /** The line is no more, or could not be made. Not called for a line that was dropped. */
    void lost(Line line, Cause cause, long now);
  }

  /** A connection that does not stand by then is given up. */
  static final long CONNECT_TIMEOUT = 15 * Time.SECOND;

  private final Out out;
  private final ClientSettings.LineOptions options;
  private final Entropy entropy;
  private final Owner owner;
  private final SequencedMap<Conn, Line> lines = new LinkedHashMap<>(2);
  private int dialled;

  Lines(ClientSettings.LineOptions options, Out out, Entropy entropy, Owner owner) {
    this.options = options;
    this.out = out;
    this.entropy = entropy;
    this.owner = owner;
  }

  /** Makes a connection; the owner hears whether it stands. */
  Line dial(Line.Target to, long now) {
    Conn conn = new Conn(++dialled);
    Line line = new Line(this, to, conn, end(to.spec(), to.to()), now + CONNECT_TIMEOUT);
    lines.put(conn, line);
    ProxyServer proxy = options.proxy();
    Address first = proxy == null ? to.to().server() : proxy.address();
    out.dial(conn, first, to.spec().channel());
    return line;
  }

  private End.Client end(TransportSpec spec, Destination to) {
    if (spec.carrier() == Carrier.UDP) {
      return new UdpClient(entropy);
    }
    ProxyServer proxy = options.proxy();
    End.Client end = new ClientTransport(spec, to, options.padding(), entropy);
    return proxy == null ? end : new Tunnelled(proxy, to.server(), end);
  }

  /** Ends a line; nothing more is heard of it. */
  void drop(Line line) {
    if (lines.remove(line.conn(), line)) {
      Bytes farewell = line.transport().farewell();
      if (!farewell.isEmpty()) {
        out.transmit(line.conn(), farewell);
      }
      out.close(line.conn(), How.FIN);
    }
  }

  /** Ends all lines. */
  void dropAll() {
    List.copyOf(lines.values()).forEach(this::drop);
  }

  void send(Line line, Bytes frame) {
    if (has(line)) {
      line.transport().send(frame, new Frames(line, 0));
    }
  }

  /** The same, with the wish for a quick ack: only for messages under a key. */
  void sendWantingAck(Line line, Bytes frame) {
    if (has(line)) {
      line.transport().sendWantingAck(frame, new Frames(line, 0));
    }
  }

  /** Whether the line was neither dropped nor lost. */
  boolean has(@Nullable Line line) {
    return line != null && lines.containsKey(line.conn());
  }

  void opened(Conn conn, long now) {
    Line line = lines.get(conn);
    if (line != null) {
      line.transport().opened(now, new Frames(line, now));
    }
  }

  void received(Conn conn, Bytes bytes, long now) {
    Line line = lines.get(conn);
    if (line == null) {
      return;
    }
    try {
      line.transport().received(bytes, now, new Frames(line, now));
    } catch (ProtocolException broken) {
      broken(line, broken.fault(), now);
    }
    if (line.transport().isFinished() && has(line)) {
      drop(line);
      owner.lost(line, Cause.FIN, now);
    }
  }

  void closed(Conn conn, Cause cause, long now) {
    Line line = lines.remove(conn);
    if (line != null) {
      owner.lost(line, cause, now);
    }
  }

  /** Gives up what does not stand in time, and lets transports try again what they began. */
  void wake(long now) {
    for (Line line : List.copyOf(lines.values())) {
      if (line.giveUpAt() <= now && has(line)) {
        drop(line);
        owner.lost(line, Cause.UNREACHABLE, now);
      } else if (line.transport().nextWake() <= now) {
        line.transport().wake(now, new Frames(line, now));
        if (line.transport().isFinished() && has(line)) {
          drop(line);
          owner.lost(line, Cause.UNREACHABLE, now);
        }
      }
    }
  }

  /** When {@link #wake} has something to do. */
  long nextWake() {
    long earliest = Time.NEVER;
    for (Line line : lines.values()) {
      long wanted = Math.min(line.giveUpAt(), line.transport().nextWake());
      earliest = Math.min(earliest, wanted);
    }
    return earliest;
  }

  private void broken(Line line, Fault fault, long now) {
    if (has(line) && fault instanceof ProxyFailed why) {
      owner.notLetThrough(line, why, now);
    } else if (has(line)) {
      owner.broken(line, fault, now);
    }
  }

  /** What the transport finds in the stream. After a fault the rest of it is not looked at. */
  private final class Frames implements Sink {
    private final Line line;
    private final long now;

    Frames(Line line, long now) {
      this.line = line;
      this.now = now;
    }

    @Override
    public void frame(Bytes payload) {
      if (!has(line)) {
        return;
      }
      try {
        owner.frame(line, payload, now);
      } catch (ProtocolException broken) {
        broken(line, broken.fault(), now);
      }
    }

    @Override
    public void error(int code) {
      if (has(line)) {
        owner.refused(line, code, now);
      }
    }

    @Override
    public void send(Bytes wire) {
      if (has(line)) {
        out.transmit(line.conn(), wire);
      }
    }

    @Override
    public void secure(Bytes already) {
      if (has(line)) {
        out.startTls(line.conn(), line.target().to().server(), already);
      }
    }

    @Override
    public void ready() {
      if (has(line)) {
        line.stands();
        owner.stands(line, now);
      }
    }

    @Override
    public void quickAck(int token) {
      long took = has(line) ? line.acknowledged(token, now) : Line.UNKNOWN;
      if (took != Line.UNKNOWN) {
        owner.acknowledgedQuickly(line, took, now);
      }
    }
  }
}
