package io.mtlab.simulator.trace;

import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import java.util.function.IntFunction;

/** A recorder behind a lock. */
final class SharedRecorder extends Recorder {
  private final Object lock = new Object();
  private long latest;

  SharedRecorder(Trace inner, long start, IntFunction<String> names) {
    super(inner, start, names);
    latest = start;
  }

  @Override
  public void record(long now, TraceEvent event) {
    synchronized (lock) {
      super.record(forward(now), event);
    }
  }

  @Override
  public void decided(
      PassageId id, Stream stream, String fault, long index, long valueNs, long now) {
    synchronized (lock) {
      super.decided(id, stream, fault, index, valueNs, forward(now));
    }
  }

  @Override
  public void moved(Stream stream, long bytes, long now) {
    synchronized (lock) {
      super.moved(stream, bytes, forward(now));
    }
  }

  @Override
  public void finish(long now) {
    synchronized (lock) {
      super.finish(forward(now));
    }
  }

  private long forward(long now) {
    latest = Math.max(latest, now);
    return latest;
  }
}
