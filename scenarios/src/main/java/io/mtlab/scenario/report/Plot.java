package io.mtlab.scenario.report;

import java.util.List;

/**
 * A picture ready for the page. Places are percents, so that it stretches with its box while its
 * text keeps its size.
 *
 * @param id for links and tests
 * @param caption what it shows
 * @param hint how to read it
 * @param unit of the vertical axis
 * @param described the same in a sentence, for those who do not see it
 * @param across marks of the horizontal axis
 * @param upward marks of the vertical axis
 * @param shapes what is drawn, the lowest first
 * @param spots invisible columns that tell their values under the pointer
 * @param bands stretches of the horizontal axis that have a name
 * @param outages columns in which something came over the whole network
 */
public record Plot(
    String id,
    String caption,
    String hint,
    String unit,
    String described,
    List<Mark> across,
    List<Mark> upward,
    List<Shape> shapes,
    List<Spot> spots,
    List<Band> bands,
    List<Spot> outages) {

  /** A mark of an axis; {@code at} in percent. */
  public record Mark(String at, String label) {}

  /**
   * A line or an area.
   *
   * @param path SVG path data in a box of 100 by 100
   * @param style CSS classes: {@code line} or {@code area}, and {@code c1} to {@code c6}
   * @param label for the legend; empty to leave it out
   */
  public record Shape(String path, String style, String label) {}

  /** A column with its words. */
  public record Spot(String x, String width, String words) {}

  /** A named stretch; {@code wide} if the name fits. */
  public record Band(String x, String width, String name, boolean wide) {}

  /** The shapes that have a label. */
  public List<Shape> legend() {
    return shapes.stream().filter(shape -> !shape.label().isEmpty()).toList();
  }
}
