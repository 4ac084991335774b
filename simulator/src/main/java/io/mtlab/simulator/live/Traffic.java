package io.mtlab.simulator.live;

import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.Recorder;
import java.util.concurrent.atomic.LongAdder;

/** The bytes of all nodes. Counted on every event loop, recorded once a second. */
final class Traffic {
  private final LongAdder up = new LongAdder();
  private final LongAdder down = new LongAdder();

  void up(int bytes) {
    up.add(bytes);
  }

  void down(int bytes) {
    down.add(bytes);
  }

  void recordTo(Recorder recorder, long now) {
    recorder.moved(Stream.UPSTREAM, up.sumThenReset(), now);
    recorder.moved(Stream.DOWNSTREAM, down.sumThenReset(), now);
  }
}
