package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Measurements.Phase;
import io.mtlab.scenario.measure.Series;
import io.mtlab.scenario.report.Plot.Band;
import io.mtlab.scenario.report.Plot.Mark;
import io.mtlab.scenario.report.Plot.Shape;
import io.mtlab.scenario.report.Plot.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers over the time of a run: stacked columns, or lines. */
final class TimePlot {
  private static final int COLUMNS_MAX = 180;
  private static final int STEPS_UP = 4;
  private static final int STEPS_ACROSS = 6;
  private static final double BAND_LABEL_PERCENT_MIN = 12;

  /** What the picture says about itself. */
  record Words(String id, String caption, String hint, String unit) {}

  /** One of the numbers. */
  record Layer(String label, Series series) {}

  private final double seconds;
  private final List<Phase> phases;
  private final List<Layer> outages;
  private final int secondsPerColumn;
  private final int columns;

  /**
   * Plots of a run of this length.
   *
   * @param outages what came over connections as a whole, and how many began in each second
   */
  TimePlot(double seconds, List<Phase> phases, List<Layer> outages) {
    this.seconds = Math.max(1, Math.ceil(seconds));
    this.phases = phases;
    this.outages = outages;
    this.secondsPerColumn = Math.max(1, (int) Math.ceil(this.seconds / COLUMNS_MAX));
    this.columns = (int) Math.ceil(this.seconds / secondsPerColumn);
  }

  /** Columns that stand on each other; amounts per second. */
  Plot stacked(Words words, List<Layer> layers) {
    double[] ground = new double[columns];
    List<double[]> tops = new ArrayList<>();
    for (Layer layer : layers) {
      double[] top = ground.clone();
      for (int column = 0; column < columns; column++) {
        top[column] += perSecond(layer.series(), column);
      }
      tops.add(top);
      ground = top;
    }
    Axis upward = Axis.upTo(most(ground), STEPS_UP);
    List<Shape> shapes = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      String style = "area solid c" + (i + 1);
      shapes.add(new Shape(steps(tops.get(i), upward), style, layers.get(i).label()));
    }
    return plot(words, layers, upward, shapes);
  }

  /** One line for each; amounts per second. */
  Plot lines(Words words, List<Layer> layers) {
    double most = 0;
    for (Layer layer : layers) {
      for (int column = 0; column < columns; column++) {
        most = Math.max(most, perSecond(layer.series(), column));
      }
    }
    Axis upward = Axis.upTo(most, STEPS_UP);
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      StringBuilder path = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        path.append(column == 0 ? 'M' : 'L').append(at(middle(column))).append(' ');
        double value = perSecond(layers.get(i).series(), column);
        path.append(at(100 - upward.percent(value)));
      }
      shapes.add(new Shape(path.toString(), "line c" + (i + 1), layers.get(i).label()));
    }
    return plot(words, layers, upward, shapes);
  }

  private Plot plot(Words words, List<Layer> layers, Axis upward, List<Shape> shapes) {
    Axis across = Axis.ofSeconds(seconds, STEPS_ACROSS);
    return new Plot(
        words.id(),
        words.caption(),
        words.hint(),
        words.unit(),
        described(layers),
        across.marks().stream()
            .map(mark -> new Mark(at(across.percent(mark)), clock(mark)))
            .toList(),
        upward.marks().stream()
            .map(mark -> new Mark(at(upward.percent(mark)), Numbers.mark(mark)))
            .toList(),
        shapes,
        spots(layers),
        bands(),
        outages());
  }

  private String described(List<Layer> layers) {
    List<String> parts = new ArrayList<>();
    for (Layer layer : layers) {
      double most = 0;
      for (int column = 0; column < columns; column++) {
        most = Math.max(most, perSecond(layer.series(), column));
      }
      String total = Numbers.brief(layer.series().total());
      parts.add(layer.label() + ": " + total + ", at most " + Numbers.brief(most) + " a second");
    }
    return String.join("; ", parts) + ".";
  }

  private List<Spot> spots(List<Layer> layers) {
    List<Spot> spots = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      StringBuilder words = new StringBuilder(clock((double) column * secondsPerColumn));
      for (Layer layer : layers) {
        double value = perSecond(layer.series(), column);
        words.append("\n").append(layer.label()).append(": ").append(Numbers.brief(value));
        words.append(" a second");
      }
      words.append(outage(column));
      spots.add(new Spot(at(left(column)), at(left(column + 1) - left(column)), words.toString()));
    }
    return spots;
  }

  private List<Spot> outages() {
    List<Spot> spots = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      String words = outage(column);
      if (!words.isEmpty()) {
        spots.add(new Spot(at(left(column)), at(left(column + 1) - left(column)), words));
      }
    }
    return spots;
  }

  /** What began in a column, a line each; empty for nothing. */
  private String outage(int column) {
    StringBuilder words = new StringBuilder();
    for (Layer layer : outages) {
      double began = perSecond(layer.series(), column) * secondsPerColumn;
      if (began > 0) {
        words.append("\n").append(layer.label()).append(": ").append(Numbers.brief(began));
      }
    }
    return words.toString();
  }

  private List<Band> bands() {
    List<Band> bands = new ArrayList<>();
    for (Phase phase : phases) {
      double from = phase.startSeconds() / seconds * 100;
      double end = phase.endSeconds() < 0 ? seconds : phase.endSeconds();
      double width = Math.max(0, end / seconds * 100 - from);
      bands.add(new Band(at(from), at(width), phase.name(), width >= BAND_LABEL_PERCENT_MIN));
    }
    return bands;
  }

  private String steps(double[] tops, Axis upward) {
    StringBuilder path = new StringBuilder("M0 100");
    for (int column = 0; column < columns; column++) {
      String y = at(100 - upward.percent(tops[column]));
      path.append('L').append(at(left(column))).append(' ').append(y);
      path.append('L').append(at(left(column + 1))).append(' ').append(y);
    }
    return path.append("L100 100Z").toString();
  }

  private double perSecond(Series series, int column) {
    double sum = 0;
    for (int i = 0; i < secondsPerColumn; i++) {
      sum += series.at(column * secondsPerColumn + i);
    }
    return sum / secondsPerColumn;
  }

  private double left(int column) {
    return Math.min(100, column * secondsPerColumn / seconds * 100);
  }

  private double middle(int column) {
    return (left(column) + left(column + 1)) / 2;
  }

  private static double most(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  private static String clock(double second) {
    long whole = (long) second;
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
  }

  private static String at(double percent) {
    return String.format(Locale.ROOT, "%.3f", percent);
  }
}
