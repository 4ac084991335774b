package io.mtlab.scenario.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers the way people read them. */
final class Numbers {
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};
  private static final double NEXT = 1000;
  private static final int MARK_DIGITS = 4;

  private Numbers() {}

  /** {@code 12,345}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three digits that count, with thousands apart: {@code 1,234}, {@code 12.3}, {@code 0.123}. */
  static String brief(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= 100) {
      return count(Math.round(value));
    }
    String format = size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** A mark of an axis: nothing that does not count. */
  static String mark(double value) {
    return value >= 1000
        ? count(Math.round(value))
        : new BigDecimal(value)
            .round(new MathContext(MARK_DIGITS))
            .stripTrailingZeros()
            .toPlainString();
  }

  /** {@code 123 ms}, {@code 4.56 s}. */
  static String ms(double ms) {
    return ms >= 10_000 ? brief(ms / 1000) + " s" : brief(ms) + " ms";
  }

  /** {@code 45.3 s}, {@code 12 min 5 s}, {@code 3 h 20 min}. */
  static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 120) {
      return brief(Math.round(seconds * 10) / 10.0) + " s";
    }
    return whole < 7200
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** {@code 1.23 MB}. */
  static String bytes(long bytes) {
    double rest = (double) bytes;
    int unit = 0;
    while (rest >= NEXT && unit < BYTES.length - 1) {
      rest /= NEXT;
      unit++;
    }
    return brief(unit == 0 ? Math.rint(rest) : rest) + " " + BYTES[unit];
  }
}
