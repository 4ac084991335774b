package io.mtlab.simulator.network.profile;

import java.util.Collection;

/** What a person most likely meant to type. */
final class Nearby {
  private Nearby() {}

  /** {@code ; did you mean "gilbert"?}, or all words when none is near. */
  static String hint(String typed, Collection<String> known) {
    String near = null;
    int least = Math.max(2, typed.length() / 3) + 1;
    for (String word : known) {
      int edits = edits(typed, word);
      if (edits < least && edits < typed.length()) {
        least = edits;
        near = word;
      }
    }
    return near == null
        ? "; known: " + String.join(", ", known)
        : "; did you mean \"" + near + "\"?";
  }

  /** Levenshtein's distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int other = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(other, Math.min(above, row[j - 1]) + 1);
        corner = above;
      }
    }
    return row[b.length()];
  }
}
