package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.poll.Carrier;
import io.mtlab.mtproto.endpoint.poll.OpenRequests;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Reaction;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.server.HttpWaiting;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.Sink;
import io.mtlab.mtproto.transport.TransportError;
import io.mtlab.mtproto.transport.udp.UdpServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection at a gate: its transport, its key exchanges, and the sessions it carries. */
final class GateConnection implements Alarms.Sleeper, Carrier {
  /** A connection that brings no whole frame by then is closed. */
  static final long FIRST_FRAME_TIMEOUT = 30 * Time.SECOND;

  /** So many frames may want a quick ack before their fate is known. */
  static final int UNACKNOWLEDGED_MAX = 64;

  /**
   * Datagrams say nothing when their sender is no more: a connection of theirs that is silent for
   * so long is closed. A client that lives tries its connection more often.
   */
  static final long DATAGRAM_SILENCE_MAX = 3 * Time.MINUTE;

  /** So many frames wait for the look-up of their key. */
  static final int WAITING_MAX = 32;

  private final ServerEndpoint gate;
  private final Conn conn;
  private final int alarm;
  private final End.Server transport;
  private final long silenceMax;
  private final List<GateSession> sessions = new ArrayList<>(1);
  private final ArrayDeque<Bytes> unacknowledged = new ArrayDeque<>(0);
  private final boolean surplus;
  private final String host;
  private final OpenRequests requests = new OpenRequests();
  private @Nullable ServerHandshake exchange;
  private long closeAt;
  private long silentAt = Time.NEVER;
  private int waiting;
  private long frames;
  private boolean closed;

  GateConnection(ServerEndpoint gate, Conn conn, Peer peer, long now) {
    this.gate = gate;
    this.conn = conn;
    this.host = peer.host();
    this.surplus = gate.addresses().opened(host);
    boolean datagrams = peer.channel() == Channel.DATAGRAM;
    this.transport = datagrams ? new UdpServer() : gate.transports().accept();
    this.silenceMax = datagrams ? DATAGRAM_SILENCE_MAX : Time.NEVER;
    this.alarm = gate.alarms().register(this);
    closeAt(now + FIRST_FRAME_TIMEOUT);
  }

  void received(Bytes bytes, long now) {
    try {
      transport.received(bytes, now, new Frames(now));
    } catch (ProtocolException broken) {
      react(broken);
    }
    silentAt = silenceMax == Time.NEVER ? Time.NEVER : now + silenceMax;
    closeIfFinished();
    settle();
  }

  private void frame(Bytes frame, long now) throws ProtocolException {
    if (isPolled()) {
      requests.asked(now);
    }
    if (surplus || ++frames > gate.addresses().messagesMax(host)) {
      throw new ProtocolException(PeerMisbehaved.FLOOD);
    }
    int dc = transport.wantedDc();
    if (dc != 0 && dc != gate.dc()) {
      throw new ProtocolException(PeerIncompatible.WRONG_DC);
    }
    if (frame.size() < Long.BYTES) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
    if (sessions.isEmpty() && exchange == null) {
      closeAt(Time.NEVER);
    }
    if (frame.int64(0) == 0) {
      exchange().received(frame, now);
    } else {
      gate.keys().received(this, frame, now);
    }
  }

  private ServerHandshake exchange() {
    ServerHandshake current = exchange;
    if (current == null) {
      current = gate.newExchange(new ExchangeOut());
      exchange = current;
    }
    return current;
  }

  /** What became of a key that was made here. */
  void decide(long keyId, ServerHandshake.Decision decision, long now) {
    if (exchange != null && !closed) {
      exchange.decide(keyId, decision, now);
    }
  }

  /** A frame waits for its key to be looked up. */
  void await() throws ProtocolException {
    if (++waiting > WAITING_MAX) {
      throw new ProtocolException(PeerMisbehaved.FLOOD);
    }
  }

  void awaited() {
    waiting--;
  }

  /** A frame was accepted; if its sender wants a token for it, here it is. */
  void acknowledgeQuickly(Bytes frame, int token) {
    if (!closed && unacknowledged.remove(frame)) {
      transport.sendQuickAck(token, new Frames(gate.now()));
    }
  }

  private void wantsQuickAck(Bytes frame) {
    if (unacknowledged.size() == UNACKNOWLEDGED_MAX) {
      unacknowledged.removeFirst(); // a frame that was ignored: nothing is ever said of it
    }
    unacknowledged.addLast(frame);
  }

  void react(ProtocolException broken) {
    gate.happened(new ServerEvent.Finding(broken.fault(), false));
    switch (Reaction.to(broken.fault())) {
      case Reaction.Ignore _ -> {}
      case Reaction.Close _ -> close(How.FIN);
      case Reaction.Refuse refuse -> refuse(refuse.code());
    }
  }

  /** Sends a transport error and closes. */
  void refuse(int code) {
    if (!closed && transport.isSpoken()) {
      transport.sendError(code, new Frames(gate.now()));
    }
    close(How.FIN);
  }

  void transmit(Bytes frame) {
    if (closed || (isPolled() && requests.isEmpty())) {
      return;
    }
    transport.send(frame, new Frames(gate.now()));
    if (isPolled()) {
      requests.answered();
      settle();
    }
    closeIfFinished();
  }

  /** How many bytes of messages had better go into one container. */
  int containerBytes() {
    return transport.containerBytes();
  }

  /** A session was heard here. Over HTTP the connection belongs to the latest one alone. */
  void carries(GateSession session, long now) {
    if (isPolled()) {
      for (GateSession before : List.copyOf(sessions)) {
        carriesNoMore(before);
        before.detached(this, now);
      }
    }
    sessions.add(session);
  }

  @Override
  public boolean isPolled() {
    return transport.isPolled();
  }

  @Override
  public OpenRequests requests() {
    return requests;
  }

  void carriesNoMore(GateSession session) {
    sessions.remove(session);
  }

  void closeAt(long at) {
    closeAt = at;
    settle();
  }

  private void closeIfFinished() {
    if (transport.isFinished()) {
      close(How.FIN);
    }
  }

  private void close(How how) {
    if (!closed) {
      Bytes farewell = transport.farewell();
      if (!farewell.isEmpty()) {
        gate.transmit(conn, farewell);
      }
      gate.close(conn, how);
      ended(gate.now());
    }
  }

  /** The connection is no more. */
  void ended(long now) {
    closed = true;
    gate.addresses().closed(host);
    gate.alarms().release(alarm);
    for (GateSession session : List.copyOf(sessions)) {
      session.detached(this, now);
    }
    sessions.clear();
  }

  boolean isClosed() {
    return closed;
  }

  private void settle() {
    if (!closed) {
      gate.alarms().arm(alarm, nextWake());
    }
  }

  @Override
  public void wake(long now) {
    if (Math.min(closeAt, silentAt) <= now) {
      close(How.FIN);
    } else if (unclaimedUntil() <= now) {
      refuse(TransportError.NOT_FOUND);
    } else if (exchange != null) {
      exchange.wake(now);
    }
  }

  @Override
  public long nextWake() {
    long own = Math.min(Math.min(closeAt, silentAt), unclaimedUntil());
    return exchange == null ? own : Math.min(own, exchange.nextWake());
  }

  /** A request that no session answers is refused in the end: its message counted for nothing. */
  private long unclaimedUntil() {
    return requests.isEmpty() || !sessions.isEmpty()
        ? Time.NEVER
        : requests.askedAt() + HttpWaiting.DEFAULT.maxWait();
  }

  /** Where an exchange puts what it wants done. */
  private final class ExchangeOut implements ServerHandshake.Out {
    @Override
    public void send(Bytes frame) {
      transmit(frame);
    }

    @Override
    public void agreed(Agreed agreed) {
      gate.keys().agreed(GateConnection.this, agreed, gate.now());
    }

    @Override
    public void tolerated(Fault fault) {
      gate.happened(new ServerEvent.Finding(fault, true));
    }
  }

  /** What the transport finds in the stream. After a fault the rest of it is not looked at. */
  private final class Frames implements Sink {
    private final long now;

    Frames(long now) {
      this.now = now;
    }

    @Override
    public void frame(Bytes payload) {
      if (closed) {
        return;
      }
      try {
        GateConnection.this.frame(payload, now);
      } catch (ProtocolException broken) {
        react(broken);
      }
    }

    @Override
    public void frameToAcknowledge(Bytes payload) {
      if (!closed) {
        wantsQuickAck(payload);
        frame(payload);
      }
    }

    @Override
    public void error(int code) {
      // a server is told no errors
    }

    @Override
    public void send(Bytes wire) {
      if (!closed) {
        gate.transmit(conn, wire);
      }
    }

    @Override
    public void secure(Bytes already) {
      if (!closed) {
        gate.startTls(conn, already);
      }
    }

    @Override
    public void quickAck(int token) {
      // a server is told no tokens
    }
  }
}
