package io.mtlab.simulator.toxiproxy.json;

import java.math.BigDecimal;

/** Writes JSON without spaces, with keys in the order in which they are given. */
public final class JsonText {
  private static final double PLAIN_MIN = 1e-6;
  private static final double PLAIN_MAX = 1e21;

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /** Begins an object. */
  public JsonText beginObject() {
    return open('{');
  }

  /** Ends an object. */
  public JsonText endObject() {
    return close('}');
  }

  /** Begins an array. */
  public JsonText beginArray() {
    return open('[');
  }

  /** Ends an array. */
  public JsonText endArray() {
    return close(']');
  }

  /** A key; its value must follow. */
  public JsonText key(String key) {
    comma();
    quote(key);
    text.append(':');
    first = true;
    return this;
  }

  /** A string. */
  public JsonText value(String value) {
    comma();
    quote(value);
    return this;
  }

  /** A whole number. */
  public JsonText value(long value) {
    comma();
    text.append(value);
    return this;
  }

  /** True or false. */
  public JsonText value(boolean value) {
    comma();
    text.append(value);
    return this;
  }

  /** A number of single precision, in as few digits as tell it from its neighbours. */
  public JsonText value(float value) {
    comma();
    text.append(number(Float.toString(value), Math.abs(value)));
    return this;
  }

  /** A number of double precision, likewise. */
  public JsonText value(double value) {
    comma();
    text.append(number(Double.toString(value), Math.abs(value)));
    return this;
  }

  /** Null. */
  public JsonText nothing() {
    comma();
    text.append("null");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private JsonText open(char bracket) {
    comma();
    text.append(bracket);
    first = true;
    return this;
  }

  private JsonText close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  private void comma() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        // Go makes its JSON safe to stand in a web page.
        case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
        default -> {
          if (c < ' ') {
            escape(c);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private void escape(char c) {
    text.append("\\u%04x".formatted((int) c));
  }

  /** Plain digits from 1e-6 up to and without 1e21, else with an exponent of its own form. */
  private static String number(String shortest, double size) {
    BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
    if (size == 0) {
      return shortest.startsWith("-") ? "-0" : "0";
    }
    if (size >= PLAIN_MIN && size < PLAIN_MAX) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = exact.signum() < 0 ? "-" : "";
    return sign
        + digits.charAt(0)
        + fraction
        + "e"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }
}
