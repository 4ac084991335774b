package io.mtlab.simulator.storm;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.simulator.seed.Chance;
import org.jspecify.annotations.Nullable;

/**
 * Flips a bit of what a machine transmits, now and then. Each life of a client numbers its
 * connections from 1; this keeps them apart.
 */
final class Rough implements Out {
  private static final long LIFE = 1L << 32;

  private final Out out;
  private final Chance chance;
  private double corrupt;
  private long life;

  Rough(Out out, Chance chance, double corrupt) {
    this.out = out;
    this.chance = chance;
    this.corrupt = corrupt;
  }

  /** From now on everything passes as it is. */
  void calm() {
    corrupt = 0;
  }

  /** The machine starts anew. */
  void nextLife() {
    life += LIFE;
  }

  /** The machine's own number of a connection; negative for one of an earlier life. */
  Conn inner(Conn conn) {
    return new Conn(conn.number() - life);
  }

  private Conn outer(Conn conn) {
    return new Conn(conn.number() + life);
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    if (chance.nextDouble() >= corrupt || bytes.isEmpty()) {
      out.transmit(outer(conn), bytes);
      return;
    }
    byte[] broken = bytes.toArray();
    broken[(int) chance.nextLong(broken.length)] ^= (byte) (1 << chance.nextLong(Byte.SIZE));
    out.transmit(outer(conn), Bytes.wrap(broken));
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
  public void close(Conn conn, How how) {
    out.close(outer(conn), how);
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    out.ask(ticket, request);
  }

  @Override
  public void happened(Event event) {
    out.happened(event);
  }
}
