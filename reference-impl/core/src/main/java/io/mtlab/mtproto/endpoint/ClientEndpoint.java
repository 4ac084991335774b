package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ClientHandshake;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Sink;
import io.mtlab.mtproto.transport.TransportError;

/**
 * A client: it connects, agrees on a key if it has none, keeps a session whatever happens to its
 * connections, and answers each call once.
 */
public final class ClientEndpoint implements Machine {
  /** A connection that does not stand by then is given up. */
  static final long CONNECT_TIMEOUT = 15 * Time.SECOND;

  private static final int PERMANENT = 0;

  /** So often a server may say that it does not know the key before the client believes it. */
  static final int UNKNOWN_KEY_ERRORS_MAX = 3;

  private final ClientSettings settings;
  private final Entropy entropy;
  private final Out out;
  private final Calls calls;
  private final Backoff backoff;
  private Line line = new Line.None();
  private long dialled;
  private long exchangeBegan;
  private long now;
  private int connections;
  private int unknownKeyErrors;

  /** A client that does nothing before {@link #start}. */
  public ClientEndpoint(ClientSettings settings, Entropy entropy, MessageCipher cipher, Out out) {
    this.settings = settings;
    this.entropy = entropy;
    this.out = out;
    this.calls = new Calls(settings.app(), cipher, entropy, out, this::transmit);
    this.backoff = new Backoff(entropy);
  }

  /** Connects. */
  public void start(long now) {
    if (line instanceof Line.None) {
      dial(now);
    }
  }

  /** Calls a method; {@link ClientEvent.Answered} or {@link ClientEvent.Refused} follows. */
  public Ticket call(TlMethod<?> method, long now) {
    return calls.call(method, now);
  }

  /** Cuts the connection and makes a new one, as a client does that has lost its network. */
  public void reconnect(long now) {
    drop(Cause.FIN, now);
  }

  private void dial(long now) {
    Conn conn = new Conn(++dialled);
    line = new Line.Dialling(conn, now + CONNECT_TIMEOUT);
    out.dial(conn, settings.server());
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    if (!conn.equals(line.conn())) {
      return;
    }
    connections++;
    out.happened(new ClientEvent.Connected(connections));
    ClientTransport transport = new ClientTransport(settings.transport());
    var provision = settings.provision();
    if (!calls.hasSession() && provision == null) {
      exchange(conn, transport, now);
      return;
    }
    if (provision != null && !calls.hasSession()) {
      calls.begin(provision, 0);
    }
    ready(conn, transport, now);
  }

  private void exchange(Conn conn, ClientTransport transport, long now) {
    var wanted =
        new ClientHandshake.Settings(
            settings.serverKeys(), settings.dc(), PERMANENT, new DhGroups(entropy));
    var exchangeOut = new ExchangeOut(conn, transport);
    var exchange = new ClientHandshake(wanted, entropy, exchangeOut);
    exchangeBegan = now;
    line = new Line.Exchanging(conn, transport, exchange);
    exchange.start(now);
  }

  private void ready(Conn conn, ClientTransport transport, long now) {
    line = new Line.Ready(conn, transport);
    calls.attached(now);
  }

  @Override
  public void received(Conn conn, Bytes bytes, long at) {
    now = at;
    ClientTransport transport = line.transport();
    if (transport == null || !conn.equals(line.conn())) {
      return;
    }
    try {
      transport.received(bytes, new Frames(conn, now));
    } catch (ProtocolException broken) {
      distrust(broken.fault(), now);
    }
    settle(now);
  }

  private void received(Bytes frame, long now) throws ProtocolException {
    boolean plain = frame.int64(0) == 0;
    if (line instanceof Line.Exchanging exchanging && plain) {
      exchanging.exchange().received(frame, now);
    } else if (line instanceof Line.Ready && !plain) {
      calls.received(frame, now);
      unknownKeyErrors = 0;
      backoff.succeeded();
    }
  }

  private void settle(long now) {
    if (calls.takeStalled()) {
      drop(Cause.UNREACHABLE, now);
    }
    calls.settle(now);
  }

  private void transmit(Bytes frame) {
    if (line instanceof Line.Ready ready) {
      out.transmit(ready.conn(), ready.transport().encode(frame));
    }
  }

  private void transportError(int code, long now) {
    if (code == TransportError.FLOOD) {
      backoff.flooded();
    }
    if (code == TransportError.NOT_FOUND
        && line instanceof Line.Ready
        && settings.provision() == null
        && ++unknownKeyErrors >= UNKNOWN_KEY_ERRORS_MAX) {
      unknownKeyErrors = 0;
      calls.forgetKey();
      out.happened(new ClientEvent.KeyLost());
    }
    drop(Cause.FIN, now);
  }

  private void distrust(Fault fault, long now) {
    out.happened(new ClientEvent.Distrusted(fault));
    drop(Cause.FIN, now);
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    if (conn.equals(line.conn())) {
      lost(cause, now);
    }
  }

  private void drop(Cause cause, long now) {
    Conn conn = line.conn();
    if (conn != null) {
      out.close(conn, How.FIN);
      lost(cause, now);
    }
  }

  private void lost(Cause cause, long now) {
    calls.detached();
    if (!(line instanceof Line.Dialling)) {
      out.happened(new ClientEvent.Disconnected(connections, cause));
    }
    line = new Line.Waiting(backoff.next(now));
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
    switch (line) {
      case Line.Waiting waiting when waiting.at() <= now -> dial(now);
      case Line.Dialling dialling when dialling.giveUpAt() <= now -> drop(Cause.UNREACHABLE, now);
      case Line.Exchanging exchanging -> exchanging.exchange().wake(now);
      case Line.Ready _ -> calls.wake(now);
      default -> {}
    }
    settle(now);
  }

  @Override
  public long nextWake() {
    return switch (line) {
      case Line.None _ -> Time.NEVER;
      case Line.Waiting waiting -> waiting.at();
      case Line.Dialling dialling -> dialling.giveUpAt();
      case Line.Exchanging exchanging -> exchanging.exchange().nextWake();
      case Line.Ready _ -> calls.nextWake();
    };
  }

  /** What the transport finds in the stream. After a fault the rest of it is not looked at. */
  private final class Frames implements Sink {
    private final Conn conn;
    private final long now;

    Frames(Conn conn, long now) {
      this.conn = conn;
      this.now = now;
    }

    @Override
    public void frame(Bytes payload) {
      if (!conn.equals(line.conn())) {
        return;
      }
      try {
        received(payload, now);
      } catch (ProtocolException broken) {
        distrust(broken.fault(), now);
      }
    }

    @Override
    public void error(int code) {
      if (conn.equals(line.conn())) {
        transportError(code, now);
      }
    }

    @Override
    public void quickAck(int token) {
      // none is asked for
    }
  }

  /** Where the key exchange puts what it wants done. */
  private final class ExchangeOut implements ClientHandshake.Out {
    private final Conn conn;
    private final ClientTransport transport;

    ExchangeOut(Conn conn, ClientTransport transport) {
      this.conn = conn;
      this.transport = transport;
    }

    @Override
    public void send(Bytes frame) {
      out.transmit(conn, transport.encode(frame));
    }

    @Override
    public void agreed(Agreed agreed) {
      out.happened(new ClientEvent.KeyAgreed(now - exchangeBegan));
      var key = new ClientSettings.Provision(agreed.key(), agreed.serverSalt());
      calls.begin(key, agreed.clockOffset());
      ready(conn, transport, now);
    }

    @Override
    public void failed(Fault fault) {
      distrust(fault, now);
    }
  }
}
