package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.Stream;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes of one proxy; any thread may read while connections count. */
public final class Traffic {
  private final LongAdder receivedUp = new LongAdder();
  private final LongAdder receivedDown = new LongAdder();
  private final LongAdder sentUp = new LongAdder();
  private final LongAdder sentDown = new LongAdder();
  private final LongAdder connections = new LongAdder();

  Traffic() {}

  /** The bytes that came from the client (upstream) or from the server (downstream). */
  public long received(Stream stream) {
    return (stream == Stream.UPSTREAM ? receivedUp : receivedDown).sum();
  }

  /** The bytes that went out to the server (upstream) or to the client (downstream). */
  public long sent(Stream stream) {
    return (stream == Stream.UPSTREAM ? sentUp : sentDown).sum();
  }

  /** How many connections were accepted. */
  public long connections() {
    return connections.sum();
  }

  void countReceived(Stream stream, int bytes) {
    (stream == Stream.UPSTREAM ? receivedUp : receivedDown).add(bytes);
  }

  void countSent(Stream stream, int bytes) {
    (stream == Stream.UPSTREAM ? sentUp : sentDown).add(bytes);
  }

  void countConnection() {
    connections.increment();
  }
}
