package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.ClientTransport;

/** One connection of a client, from its dialling until nothing more is heard of it. */
final class Line {
  private final Lines lines;
  private final int number;
  private final Conn conn;
  private final ClientTransport transport;
  private long giveUpAt;
  private boolean standing;

  Line(Lines lines, int number, Conn conn, ClientTransport transport, long giveUpAt) {
    this.lines = lines;
    this.number = number;
    this.conn = conn;
    this.transport = transport;
    this.giveUpAt = giveUpAt;
  }

  /** Counts the connections of the client that stood or were tried, from 1. */
  int number() {
    return number;
  }

  Conn conn() {
    return conn;
  }

  ClientTransport transport() {
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

  /** Sends a frame; nothing happens if the line is no more. */
  void send(Bytes frame) {
    lines.send(this, frame);
  }
}
