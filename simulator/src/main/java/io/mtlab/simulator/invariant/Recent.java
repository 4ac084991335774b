package io.mtlab.simulator.invariant;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last of what was seen: so many, and each of them once. */
final class Recent<T> {
  private final int most;
  private final SequencedSet<T> seen = new LinkedHashSet<>();
  private @Nullable T forgotten;

  Recent(int most) {
    this.most = most;
  }

  /** Says whether it is new; the oldest is forgotten for one too many. */
  boolean add(T one) {
    boolean fresh = seen.add(one);
    if (seen.size() > most) {
      forgotten = seen.removeFirst();
    }
    return fresh;
  }

  /** What was forgotten last. */
  @Nullable T forgotten() {
    return forgotten;
  }

  boolean contains(T one) {
    return seen.contains(one);
  }

  void removeIf(Predicate<T> those) {
    seen.removeIf(those);
  }
}
