package io.mtlab.simulator.hint;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person most likely meant to type. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate that needs the fewest edits (a letter more, less, other, or two swapped), if that
   * is at most a third of the word, and at least two.
   */
  public static Optional<String> to(String typed, Collection<String> candidates) {
    String word = typed.toLowerCase(Locale.ROOT);
    int most = Math.max(2, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> edits(word, candidate.toLowerCase(Locale.ROOT)) <= most)
        .filter(candidate -> edits(word, candidate.toLowerCase(Locale.ROOT)) < word.length())
        .min(Comparator.comparingInt((String c) -> edits(word, c.toLowerCase(Locale.ROOT))));
  }

  /** {@code ; did you mean "loss"?}, or the choices when nothing is near. */
  public static String hint(String typed, Collection<String> candidates) {
    return to(typed, candidates)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElseGet(() -> candidates.isEmpty() ? "" : "; known: " + String.join(", ", candidates));
  }

  private static int edits(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + other);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
