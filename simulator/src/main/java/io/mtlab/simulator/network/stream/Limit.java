package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;

/**
 * Lets exactly {@code bytes} bytes through, and ends the stream behind the last of them. With a
 * limit that is reached already, the next data ends it.
 */
public final class Limit implements Stage {
  private long bytes;
  private long passed;
  private boolean ended;

  /** Counts from now on. */
  public Limit(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (ended) {
      return;
    }
    if (unit instanceof Unit.Chunk(Bytes data)) {
      int size = Math.clamp(bytes - passed, 0, data.size());
      passed += size;
      if (size == data.size()) {
        next.take(unit, now);
      } else if (size > 0) {
        next.take(new Unit.Chunk(data.slice(0, size)), now);
      }
      if (passed >= bytes) {
        ended = true;
        next.take(Unit.End.FIN, now);
      }
    } else {
      ended = unit instanceof Unit.End;
      next.take(unit, now);
    }
  }

  /** What has passed still counts. */
  public void change(long toBytes) {
    bytes = toBytes;
  }
}
