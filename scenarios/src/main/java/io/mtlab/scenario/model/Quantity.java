package io.mtlab.scenario.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of number with a unit, as people write it in a scenario or behind {@code --set}.
 *
 * <p>Each kind knows its base unit, in which {@link #parse} answers and in which ranges are held.
 */
public enum Quantity {
  /** A whole number: {@code 200}, {@code 200_000}. */
  COUNT("a whole number such as 200"),
  /** Any number, of no unit: {@code 200}, {@code 1.5}. */
  NUMBER("a number such as 200 or 1.5"),
  /** A length of time, in nanoseconds: {@code 40ms}, {@code 1.5s}, {@code 2m}. */
  DURATION("a duration such as 40ms, 1.5s or 2m"),
  /** Events a second: {@code 25/s}, {@code 90/m}; a bare number counts per second. */
  RATE("a rate such as 25/s or 90/m"),
  /** A share of 1: {@code 2%}, {@code 0.5%}. */
  PERCENT("a percentage such as 2%"),
  /** Bits a second: {@code 12mbit}, {@code 512kbit/s}; {@code unlimited} is 0. */
  BANDWIDTH("a bandwidth such as 12mbit or 512kbit");

  private static final Pattern FORM = Pattern.compile("([0-9][0-9_]*(?:\\.[0-9]+)?)\\s*(\\D*)");

  /** Less than once a minute. */
  private static final double RARE = 1.0 / 60;

  private final String example;

  Quantity(String example) {
    this.example = example;
  }

  /** What to write, for messages. */
  public String example() {
    return example;
  }

  /** The value in the base unit, or empty if the text is not of this kind. */
  public OptionalDouble parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (this == BANDWIDTH && word.equals("unlimited")) {
      return OptionalDouble.of(0);
    }
    Matcher matcher = FORM.matcher(word);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    String number = matcher.group(1).replace("_", "");
    double factor = factor(unit(matcher.group(2).strip(), Double.parseDouble(number)));
    if (factor == 0 || (this == COUNT && number.contains("."))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(number) * factor);
  }

  /** Like {@link #parse}, for text that was checked before. */
  public double value(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalStateException("\"" + text + "\" is not " + example));
  }

  /** A value in the base unit, written the way a person would. */
  public String format(double value) {
    return switch (this) {
      case COUNT, NUMBER -> number(value);
      case DURATION -> duration(value);
      case RATE -> value >= RARE ? number(value) + "/s" : number(value * 3600) + "/h";
      case PERCENT -> number(value * 100) + "%";
      case BANDWIDTH -> value == 0 ? "unlimited" : scaled(value);
    };
  }

  /** How many base units a unit is; 0 for one that is not of this kind. */
  private double factor(String unit) {
    return switch (this) {
      case COUNT, NUMBER -> unit.isEmpty() ? 1 : 0;
      case PERCENT -> unit.equals("%") ? 0.01 : 0;
      case DURATION ->
          switch (unit) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m", "min" -> 60e9;
            case "h" -> 3600e9;
            default -> 0;
          };
      case RATE ->
          switch (unit) {
            case "", "/s" -> 1;
            case "/m", "/min" -> 1.0 / 60;
            case "/h" -> 1.0 / 3600;
            default -> 0;
          };
      case BANDWIDTH ->
          switch (unit) {
            case "bit", "bps" -> 1;
            case "kbit", "kbps" -> 1e3;
            case "mbit", "mbps" -> 1e6;
            case "gbit", "gbps" -> 1e9;
            default -> 0;
          };
    };
  }

  private String unit(String written, double number) {
    if (this == BANDWIDTH && written.endsWith("/s")) {
      return written.substring(0, written.length() - 2);
    }
    if (this == DURATION && written.isEmpty() && number == 0) {
      return "s";
    }
    return written;
  }

  private static String duration(double ns) {
    if (ns >= 3600e9 && ns % 3600e9 == 0) {
      return number(ns / 3600e9) + "h";
    }
    if (ns >= 60e9 && ns % 60e9 == 0) {
      return number(ns / 60e9) + "m";
    }
    if (ns >= 1e9 || ns == 0) {
      return number(ns / 1e9) + "s";
    }
    if (ns >= 1e6) {
      return number(ns / 1e6) + "ms";
    }
    return ns >= 1e3 ? number(ns / 1e3) + "us" : number(ns) + "ns";
  }

  private static String scaled(double bits) {
    if (bits >= 1e9) {
      return number(bits / 1e9) + "gbit";
    }
    if (bits >= 1e6) {
      return number(bits / 1e6) + "mbit";
    }
    return bits >= 1e3 ? number(bits / 1e3) + "kbit" : number(bits) + "bit";
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
