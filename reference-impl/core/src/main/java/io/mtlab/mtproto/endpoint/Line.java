package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.Destination;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** One connection of a client, from its dialling until nothing more is heard of it. */
final class Line {
  /** So many quick acks are waited for; a server that sends none costs no more memory. */
  static final int TOKENS_MAX = 1024;

  /** No message was sent that this token is for. */
  static final long UNKNOWN = -1;

  /**
   * Where it leads.
   *
   * @param route the place of its route in the client's list
   */
  record Target(int route, Destination to, TransportSpec spec) {}

  private final Lines lines;
  private final Target target;
  private final Conn conn;
  private final End.Client transport;
  private long giveUpAt;
  private boolean standing;
  private final SequencedMap<Integer, Long> sentAt = new LinkedHashMap<>(0);

  Line(Lines lines, Target target, Conn conn, End.Client transport, long giveUpAt) {
    this.lines = lines;
    this.target = target;
    this.conn = conn;
    this.transport = transport;
    this.giveUpAt = giveUpAt;
  }

  /** The place of its route in the client's list. */
  int route() {
    return target.route;
  }

  Target target() {
    return target;
  }

  Conn conn() {
    return conn;
  }

  End.Client transport() {
    return transport;
  }

  /** Whether frames can be sent. */
  boolean isStanding() {
    return standing;
  }

  /** When it is given up if it does not stand by then. */
  long giveUpAt() {
    return giveUpAt;
  }

  void stands() {
    standing = true;
    giveUpAt = Time.NEVER;
  }

  /**
   * The same, with the wish for a quick ack.
   *
   * @param token what the server will send when it has got it
   */
  void sendWantingAck(Bytes frame, int token, long now) {
    if (transport.hasQuickAcks()) {
      sentAt.put(token, now);
    }
    if (sentAt.size() > TOKENS_MAX) {
      sentAt.pollFirstEntry();
    }
    lines.sendWantingAck(this, frame);
  }

  /** How long ago the message with this token was sent; UNKNOWN for a token of nobody's. */
  long acknowledged(int token, long now) {
    Long at = sentAt.remove(token);
    return at == null ? UNKNOWN : now - at;
  }

  /** Sends a frame; nothing happens if the line is no more. */
  void send(Bytes frame) {
    lines.send(this, frame);
  }
}
