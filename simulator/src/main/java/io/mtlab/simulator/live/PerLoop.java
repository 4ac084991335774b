package io.mtlab.simulator.live;

import io.mtlab.netty.Shard;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** One object for all machines of an event loop, such as a cipher. Made when first asked for. */
public final class PerLoop<T> {
  private final AtomicReferenceArray<T> made;
  private final Function<? super Shard, ? extends T> making;

  /**
   * Nothing is made yet.
   *
   * @param loops how many event loops there are
   * @param making makes the object of a loop; it may keep the shard's entropy, but not its outputs
   */
  public PerLoop(int loops, Function<? super Shard, ? extends T> making) {
    this.made = new AtomicReferenceArray<>(loops);
    this.making = making;
  }

  /** The object of this shard's loop. To be called on that loop only. */
  public T of(Shard shard) {
    T present = made.get(shard.loopNumber());
    if (present == null) {
      present = making.apply(shard);
      made.set(shard.loopNumber(), present);
    }
    return present;
  }
}
