package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import io.mtlab.simulator.network.Unit;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What came out of two sockets, which threads of their own read. */
final class Arrivals {
  /** Longer than anything here takes: what does not come by then never comes. */
  private static final int PATIENCE_S = 10;

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();

  private record Piece(boolean atServer, Unit unit) {}

  /** Reads from a socket until it ends. */
  interface Reader {
    /** The next piece; null at the end. */
    byte @Nullable [] next() throws IOException;
  }

  /** Reads, on a thread of its own. */
  void from(boolean atServer, Reader reader) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (byte[] next = reader.next(); next != null; next = reader.next()) {
              add(atServer, next);
            }
            pieces.add(new Piece(atServer, new Unit.End(How.FIN, false)));
          } catch (IOException reset) {
            pieces.add(new Piece(atServer, new Unit.End(How.RST, false)));
          }
        });
  }

  /** Something has come. */
  void add(boolean atServer, byte[] bytes) {
    pieces.add(new Piece(atServer, new Unit.Chunk(Bytes.wrap(bytes))));
  }

  /** Brings the next piece to its end; false if none comes. */
  boolean deliver(Talk talk, Talk.Wire wire) {
    return deliver(TimeUnit.SECONDS.toNanos(PATIENCE_S), talk, wire);
  }

  /** Brings the next piece to its end; false if none comes within this time. */
  boolean deliver(long nanos, Talk talk, Talk.Wire wire) {
    try {
      Piece next = pieces.poll(nanos, TimeUnit.NANOSECONDS);
      if (next != null) {
        talk.arrived(next.atServer, next.unit, wire);
      }
      return next != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
