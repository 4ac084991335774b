package io.mtlab.mtproto.endpoint.dc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.tl.TlMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client at one data centre: its endpoint, and the calls that wait to be let in. */
final class Branch implements Out {
  private final int dc;
  private final Out out;
  private final Map<Ticket, Purpose> purposes = new HashMap<>(); // looked up, never walked
  private final ArrayDeque<Heard> heard = new ArrayDeque<>(2);
  private List<Visit> waiting = new ArrayList<>(0);
  private @Nullable ClientEndpoint endpoint;
  private boolean authorized;
  private boolean authorizing;

  /** An answer or a refusal, and what the call was for. */
  record Heard(Purpose purpose, ClientEvent event) {}

  Branch(int dc, Out out) {
    this.dc = dc;
    this.out = out;
  }

  int dc() {
    return dc;
  }

  void begin(ClientEndpoint made, long now) {
    endpoint = made;
    made.start(now);
  }

  ClientEndpoint endpoint() {
    return Objects.requireNonNull(endpoint);
  }

  void call(TlMethod<?> method, Purpose purpose, long now) {
    purposes.put(endpoint().call(method, now), purpose);
  }

  @Nullable Heard heard() {
    return heard.poll();
  }

  /** Whether the user may call methods here. */
  boolean isAuthorized() {
    return authorized;
  }

  void authorized() {
    authorized = true;
  }

  /** Keeps a call until the user is let in. */
  void await(Visit visit) {
    waiting.add(visit);
  }

  /** Whether somebody waits and nothing has been done about it. */
  boolean wantsAuthorization() {
    boolean wants = !authorizing;
    authorizing = true;
    return wants;
  }

  List<Visit> takeWaiting() {
    List<Visit> taken = waiting;
    waiting = new ArrayList<>(0);
    authorizing = false;
    return taken;
  }

  /** The endpoint's own number of a connection. */
  static Conn inner(Conn outer) {
    return new Conn(outer.number() / DcClient.DC_LIMIT);
  }

  private Conn outer(Conn inner) {
    return new Conn(inner.number() * DcClient.DC_LIMIT + dc);
  }

  @Override
  public void dial(Conn conn, Address to, Channel channel) {
    out.dial(outer(conn), to, channel);
  }

  @Override
  public void startTls(Conn conn, @Nullable Address server, Bytes already) {
    out.startTls(outer(conn), server, already);
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    out.transmit(outer(conn), bytes);
  }

  @Override
  public void close(Conn conn, How how) {
    out.close(outer(conn), how);
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    throw new IllegalStateException("clients ask nobody");
  }

  @Override
  public void happened(Event event) {
    switch (event) {
      case ClientEvent.Answered answered -> hear(answered.ticket(), answered);
      case ClientEvent.Refused refused -> hear(refused.ticket(), refused);
      case ClientEvent.SignedOut _, ClientEvent.KeyLost _ -> {
        authorized = false;
        out.happened(event);
      }
      default -> out.happened(event);
    }
  }

  private void hear(Ticket ticket, ClientEvent event) {
    Purpose purpose = purposes.remove(ticket);
    if (purpose != null) {
      heard.add(new Heard(purpose, event));
    }
  }
}
