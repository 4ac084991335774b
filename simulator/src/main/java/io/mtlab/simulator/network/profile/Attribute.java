package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.dissect.MessageKinds;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.Spans;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a fault.
 *
 * @param type how it is written
 * @param least in the base unit
 * @param most in the base unit
 * @param fallback what it is if nothing is said; null: nothing in particular
 * @param choices the words of a {@link Type#CHOICE}
 */
public record Attribute(
    String name,
    Type type,
    double least,
    double most,
    @Nullable Value fallback,
    List<String> choices) {
  private static final double BYTES_PER_KILOBYTE = 1000;
  private static final double BYTES_PER_GIGABIT = 125_000_000;
  private static final int DIGITS = 6;

  private static final Pattern NUMBER =
      Pattern.compile("(-?[0-9][0-9_]{0,17}(?:\\.[0-9]{1,9})?)\\s*([a-z%/]*)");

  /** How values are written. */
  public enum Type {
    /** A share of 1: {@code 5%}; a bare number is the share itself. */
    SHARE,
    /** {@code 40ms}; a bare number of the API is milliseconds. */
    TIME,
    /** {@code 1mbit} a second; a bare number of the API is 1,000 bytes a second, as Toxiproxy's. */
    BANDWIDTH,
    /** {@code 64kb} (1,000 bytes), {@code 64kib} (1,024); a bare number is bytes. */
    SIZE,
    /** A whole number. */
    COUNT,
    /** One word of several. */
    CHOICE,
    /** Numbers and spans: {@code 3,7,10..20}. */
    SPANS,
    /** Names of messages: {@code msgs_ack,rpc_result}. */
    MESSAGES,
    /** Somebody's own name for something. */
    NAME,
    /** Bytes in hexadecimal. */
    HEX,
    /** Numbers. */
    TABLE,
    /**
     * A recorded network: rows of time, delay (ms), loss (a share), rate (1,000 bytes a second).
     */
    ROWS
  }

  static Attribute share(String name, @Nullable Double fallback) {
    return number(name, Type.SHARE, 0, 1, fallback);
  }

  static Attribute time(String name, double least, @Nullable Double fallback) {
    return number(name, Type.TIME, least, 1000.0 * Time.HOUR, fallback);
  }

  static Attribute number(
      String name, Type type, double least, double most, @Nullable Double fallback) {
    Value value = fallback == null ? null : new Value.Num(fallback);
    return new Attribute(name, type, least, most, value, List.of());
  }

  static Attribute choice(String name, String... words) {
    return new Attribute(name, Type.CHOICE, 0, 0, new Value.Word(words[0]), List.of(words));
  }

  static Attribute text(String name, Type type) {
    return new Attribute(name, type, 0, 0, null, List.of());
  }

  /** The value that a person wrote, with its unit. */
  public Value parse(String written) {
    String text = written.strip();
    return switch (type) {
      case CHOICE -> chosen(text);
      case SPANS -> spans(text);
      case HEX -> hex(text);
      case MESSAGES -> messages(text);
      case NAME -> name(text);
      case TABLE, ROWS -> throw wrong("must be a list of numbers");
      case SHARE, TIME, BANDWIDTH, SIZE, COUNT -> ranged(quantity(text), true);
    };
  }

  /** The value behind a bare number of the API. */
  public Value ofNumber(double number) {
    return switch (type) {
      case TIME -> ranged(number * Time.MILLISECOND, false);
      case BANDWIDTH -> ranged(number * BYTES_PER_KILOBYTE, false);
      case SHARE, SIZE, COUNT -> ranged(number, false);
      case SPANS -> spans(new BigDecimal(number).toPlainString());
      case NAME -> name(new BigDecimal(number).toPlainString());
      case CHOICE, HEX, MESSAGES, TABLE, ROWS ->
          throw wrong("must be " + form() + ", not a number");
    };
  }

  /** The value behind a list of numbers. */
  public Value ofNumbers(List<Double> numbers) {
    return switch (type) {
      case TABLE -> new Value.Table(List.copyOf(numbers));
      case ROWS -> new Value.Table(Traces.scaled(numbers, 1));
      case SPANS -> {
        StringBuilder text = new StringBuilder();
        numbers.forEach(number ->
            text.append(text.isEmpty() ? "" : ",").append(new BigDecimal(number).toPlainString()));
        yield spans(text.toString());
      }
      default -> throw wrong("must be " + form() + ", not a list");
    };
  }

  /** A number in the unit of the API; the inverse of {@link #ofNumber}. */
  public double apiNumber(double base) {
    return switch (type) {
      case TIME -> base / Time.MILLISECOND;
      case BANDWIDTH -> base / BYTES_PER_KILOBYTE;
      default -> base;
    };
  }

  /** Numbers in the units of the API. */
  public List<Double> apiNumbers(List<Double> base) {
    return type == Type.ROWS ? Traces.scaled(base, -1) : base;
  }

  /** What to write, for messages. */
  public String form() {
    return switch (type) {
      case SHARE -> "a share such as 5%";
      case TIME -> "a time such as 40ms";
      case BANDWIDTH -> "a rate such as 10mbit";
      case SIZE -> "a size such as 64kb";
      case COUNT -> "a whole number";
      case CHOICE -> "one of " + String.join(", ", choices);
      case SPANS -> "numbers such as 3,7,10..20";
      case HEX -> "bytes in hexadecimal";
      case MESSAGES -> "names of messages such as msgs_ack, rpc_result";
      case NAME -> "a name";
      case TABLE -> "a list of numbers";
      case ROWS -> "a list of rows of four numbers";
    };
  }

  private Value chosen(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!choices.contains(word)) {
      throw new BadFaultException(
          name, "unknown " + name + " \"" + text + "\"" + Nearest.hint(word, choices));
    }
    return new Value.Word(word);
  }

  private Value spans(String text) {
    try {
      return new Value.Word(Spans.parse(text).toString());
    } catch (IllegalArgumentException e) {
      throw wrong("must be " + form() + ": " + e.getMessage());
    }
  }

  private Value messages(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String one : names) {
      if (one.isEmpty()) {
        throw wrong("must be " + form());
      }
      if (!MessageKinds.names().contains(one)) {
        throw new BadFaultException(
            name, "no message is called \"" + one + "\"" + Nearest.hint(one, MessageKinds.names()));
      }
    }
    return new Value.Word(String.join(",", names));
  }

  private Value name(String text) {
    if (text.isEmpty()) {
      throw wrong("must be " + form());
    }
    return new Value.Word(text);
  }

  private Value hex(String text) {
    try {
      return new Value.Word(Bytes.fromHex(text.toLowerCase(Locale.ROOT)).toHex());
    } catch (IllegalArgumentException e) {
      throw wrong("must be " + form() + ", not \"" + text + "\"");
    }
  }

  private double quantity(String text) {
    Matcher match = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw wrong("must be " + form() + ", not \"" + text + "\"");
    }
    double number = Double.parseDouble(match.group(1).replace("_", ""));
    double unit = unit(match.group(2));
    if (unit == 0 && number != 0) {
      throw wrong("must be " + form() + ", not \"" + text + "\"");
    }
    return number * unit;
  }

  /** How many base units one is; 0 for one that is not known. */
  private double unit(String unit) {
    return switch (type) {
      case SHARE -> unit.equals("%") ? 0.01 : 0;
      case TIME ->
          switch (unit) {
            case "ns" -> 1;
            case "us" -> Time.MICROSECOND;
            case "ms" -> Time.MILLISECOND;
            case "s" -> Time.SECOND;
            case "m", "min" -> Time.MINUTE;
            case "h" -> Time.HOUR;
            default -> 0;
          };
      case BANDWIDTH ->
          switch (unit) {
            case "bit", "bps", "bit/s" -> 0.125;
            case "kbit", "kbps", "kbit/s" -> 125;
            case "mbit", "mbps", "mbit/s" -> 125_000;
            case "gbit", "gbps", "gbit/s" -> BYTES_PER_GIGABIT;
            default -> 0;
          };
      case SIZE ->
          switch (unit) {
            case "", "b" -> 1;
            case "kb" -> 1_000;
            case "mb" -> 1_000_000;
            case "kib" -> 1 << 10;
            case "mib" -> 1 << 20;
            default -> 0;
          };
      default -> unit.isEmpty() ? 1 : 0;
    };
  }

  private Value ranged(double value, boolean written) {
    boolean whole = type == Type.COUNT || type == Type.SIZE;
    if (!(value >= least && value <= most) || (whole && value != StrictMath.rint(value))) {
      throw wrong(
          "must be "
              + (whole ? "a whole number " : "")
              + "from "
              + bound(least, written)
              + " to "
              + bound(most, written));
    }
    return new Value.Num(value);
  }

  private String bound(double value, boolean written) {
    if (written && type == Type.TIME) {
      return span(value);
    }
    if (written && type == Type.BANDWIDTH) {
      return Math.round(value / BYTES_PER_GIGABIT) + "gbit";
    }
    double shown = written && type == Type.SHARE ? value * 100 : apiNumber(value);
    String unit =
        switch (type) {
          case SHARE -> written ? "%" : "";
          case TIME -> " ms";
          case BANDWIDTH -> " kB/s";
          case SIZE -> " bytes";
          default -> "";
        };
    BigDecimal rounded = new BigDecimal(shown).setScale(DIGITS, RoundingMode.HALF_UP);
    return (shown == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()) + unit;
  }

  /** A time as people write it, in the largest unit that leaves a whole number. */
  private static String span(double ns) {
    long whole = (long) ns;
    if (whole == 0) {
      return "0s";
    }
    if (whole % Time.HOUR == 0) {
      return whole / Time.HOUR + "h";
    }
    return whole % Time.SECOND == 0 ? whole / Time.SECOND + "s" : whole + "ns";
  }

  private BadFaultException wrong(String what) {
    return new BadFaultException(name, name + " " + what);
  }
}
