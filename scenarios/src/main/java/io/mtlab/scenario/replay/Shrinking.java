package io.mtlab.scenario.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a small part of a list that still does what the whole list does: delta debugging. The
 * part that it ends with is minimal in that no single element can be left out of it.
 *
 * @param <T> an element
 * @see <a href="https://doi.org/10.1109/32.988498">Zeller and Hildebrandt, Simplifying and
 *     isolating failure-inducing input, 2002</a>
 */
final class Shrinking<T> {
  /** Says whether a part still does it. May be asked about nothing at all. */
  @FunctionalInterface
  interface Test<T, X extends Exception> {
    boolean does(List<T> part) throws X;
  }

  /**
   * What was found.
   *
   * @param part still does it
   * @param tries how many parts were tried
   * @param minimal whether each of its elements is needed; false if the tries were used up
   */
  record Found<T>(List<T> part, int tries, boolean minimal) {}

  private final int triesMax;
  private final BooleanSupplier stopped;
  private int tries;

  /**
   * @param triesMax so many parts are tried at the most
   * @param stopped whether somebody wants what was found so far
   */
  Shrinking(int triesMax, BooleanSupplier stopped) {
    this.triesMax = triesMax;
    this.stopped = stopped;
  }

  /** Shrinks a list that does it. */
  <X extends Exception> Found<T> shrink(List<T> whole, Test<T, X> test) throws X {
    if (tried(List.of(), test)) {
      return new Found<>(List.of(), tries, true);
    }
    List<T> part = whole;
    int pieces = 2;
    while (part.size() > 1 && goesOn()) {
      List<T> smaller = smaller(part, pieces, test);
      if (smaller != null) {
        pieces = smaller.size() < part.size() / pieces + 2 ? 2 : Math.max(pieces - 1, 2);
        part = smaller;
      } else if (pieces >= part.size() && goesOn()) {
        return new Found<>(part, tries, true);
      } else {
        pieces = Math.min(part.size(), 2 * pieces);
      }
    }
    return new Found<>(part, tries, part.size() <= 1);
  }

  /** One of the pieces, or all but one of them; null if none does it. */
  private <X extends Exception> @Nullable List<T> smaller(List<T> part, int pieces, Test<T, X> test)
      throws X {
    for (boolean complement : new boolean[] {false, true}) {
      for (int i = 0; i < pieces && goesOn(); i++) {
        int from = (int) ((long) part.size() * i / pieces);
        int to = (int) ((long) part.size() * (i + 1) / pieces);
        List<T> candidate = new ArrayList<>(part.subList(from, to));
        if (complement) {
          candidate = new ArrayList<>(part.subList(0, from));
          candidate.addAll(part.subList(to, part.size()));
        }
        boolean seen = complement && pieces == 2;
        if (!seen && tried(candidate, test)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private boolean goesOn() {
    return tries < triesMax && !stopped.getAsBoolean();
  }

  private <X extends Exception> boolean tried(List<T> part, Test<T, X> test) throws X {
    tries++;
    return test.does(part);
  }
}
