package io.mtlab.scenario.model;

import java.util.Comparator;

/**
 * Something wrong in a scenario file or in a setting, with the place where a person can mend it.
 *
 * @param place where it is; its line is 0 when it stands in no file (a setting of the command line)
 * @param text what is wrong and what would be right, one line
 */
public record Problem(Place place, String text) {

  /** Problems in the order in which a reader of the file meets them. */
  public static final Comparator<Problem> IN_ORDER_OF_PLACE =
      Comparator.comparing((Problem problem) -> problem.place().file())
          .thenComparingInt(problem -> problem.place().line())
          .thenComparingInt(problem -> problem.place().column());

  /** {@code FILE:LINE:COLUMN: text}, or the text behind the name alone when there is no line. */
  @Override
  public String toString() {
    return place + ": " + text;
  }

  /**
   * A place in a file.
   *
   * @param file the file as the user named it, or the option
   * @param line from 1; 0 when there is none
   * @param column from 1
   */
  public record Place(String file, int line, int column) {
    @Override
    public String toString() {
      return line == 0 ? file : file + ":" + line + ":" + column;
    }
  }
}
