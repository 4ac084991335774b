package io.mtlab.simulator.toxiproxy.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the first JSON value of a text; what stands behind it is not looked at. */
public final class JsonReader {
  /** Values may stand so deep in each other. */
  public static final int DEPTH_MAX = 500;

  private static final int END = -1;

  private final byte[] text;
  private int at;

  private JsonReader(byte[] text) {
    this.text = text;
  }

  /** The first value of {@code text}. */
  public static Json first(byte[] text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    reader.skipSpace();
    if (reader.peek() == END) {
      throw new JsonException("EOF", reader.at);
    }
    return reader.value(0);
  }

  private Json value(int depth) throws JsonException {
    if (depth > DEPTH_MAX) {
      throw new JsonException("exceeded max depth", at);
    }
    skipSpace();
    int start = at;
    int first = next();
    return switch (first) {
      case '{' -> object(start, depth);
      case '[' -> array(start, depth);
      case '"' -> new Json.Text(start, string());
      case 't' -> literal("true", new Json.Bool(start, true));
      case 'f' -> literal("false", new Json.Bool(start, false));
      case 'n' -> literal("null", new Json.Null(start));
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(start, first);
      default -> throw unexpected(first, "looking for beginning of value");
    };
  }

  private Json object(int start, int depth) throws JsonException {
    List<Json.Member> members = new ArrayList<>();
    skipSpace();
    if (peek() == '}') {
      at++;
      return new Json.Struct(start, members);
    }
    while (true) {
      skipSpace();
      int quote = next();
      if (quote != '"') {
        throw unexpected(quote, "looking for beginning of object key string");
      }
      String key = string();
      skipSpace();
      int colon = next();
      if (colon != ':') {
        throw unexpected(colon, "after object key");
      }
      members.add(new Json.Member(key, value(depth + 1)));
      skipSpace();
      int after = next();
      if (after == '}') {
        return new Json.Struct(start, members);
      }
      if (after != ',') {
        throw unexpected(after, "after object key:value pair");
      }
    }
  }

  private Json array(int start, int depth) throws JsonException {
    List<Json> values = new ArrayList<>();
    skipSpace();
    if (peek() == ']') {
      at++;
      return new Json.Array(start, values);
    }
    while (true) {
      values.add(value(depth + 1));
      skipSpace();
      int after = next();
      if (after == ']') {
        return new Json.Array(start, values);
      }
      if (after != ',') {
        throw unexpected(after, "after array element");
      }
    }
  }

  private Json literal(String word, Json value) throws JsonException {
    for (int i = 1; i < word.length(); i++) {
      int found = next();
      if (found != word.charAt(i)) {
        String wanted = "in literal " + word + " (expecting '" + word.charAt(i) + "')";
        throw unexpected(found, wanted);
      }
    }
    return value;
  }

  private Json number(int start, int sign) throws JsonException {
    int digit = sign == '-' ? next() : sign;
    if (!isDigit(digit)) {
      throw unexpected(digit, "in numeric literal");
    }
    if (digit != '0') {
      skipDigits();
    }
    if (peek() == '.') {
      at++;
      digits("after decimal point in numeric literal");
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits("in exponent of numeric literal");
    }
    return new Json.Numeral(start, new String(text, start, at - start, StandardCharsets.US_ASCII));
  }

  private void digits(String where) throws JsonException {
    int digit = next();
    if (!isDigit(digit)) {
      throw unexpected(digit, where);
    }
    skipDigits();
  }

  private void skipDigits() {
    while (isDigit(peek())) {
      at++;
    }
  }

  private String string() throws JsonException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      int next = next();
      if (next == '"') {
        return bytes.toString(StandardCharsets.UTF_8);
      }
      if (next < ' ') {
        throw unexpected(next, "in string literal");
      }
      if (next == '\\') {
        byte[] escaped = escape().getBytes(StandardCharsets.UTF_8);
        bytes.write(escaped, 0, escaped.length);
      } else {
        bytes.write(next);
      }
    }
  }

  private String escape() throws JsonException {
    int code = next();
    return switch (code) {
      case '"', '\\', '/' -> Character.toString(code);
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'u' -> unicode();
      default -> throw unexpected(code, "in string escape code");
    };
  }

  /** A pair of surrogates becomes one character; half a pair becomes U+FFFD. */
  private String unicode() throws JsonException {
    char first = hex();
    if (!Character.isSurrogate(first)) {
      return String.valueOf(first);
    }
    boolean escapeFollows = peek() == '\\' && at + 1 < text.length && text[at + 1] == 'u';
    if (Character.isHighSurrogate(first) && escapeFollows) {
      int before = at;
      at += 2;
      char second = hex();
      if (Character.isLowSurrogate(second)) {
        return Character.toString(Character.toCodePoint(first, second));
      }
      at = before;
    }
    return "\ufffd";
  }

  private char hex() throws JsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int found = next();
      int digit = found < 128 ? Character.digit(found, 16) : -1;
      if (digit < 0) {
        throw unexpected(found, "in \\u hexadecimal character escape");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
      at++;
    }
  }

  private int peek() {
    return at < text.length ? text[at] & 0xff : END;
  }

  private int next() throws JsonException {
    int found = peek();
    if (found == END) {
      throw new JsonException("unexpected EOF", at);
    }
    at++;
    return found;
  }

  private static boolean isDigit(int found) {
    return found >= '0' && found <= '9';
  }

  /** The character that was just taken. */
  private JsonException unexpected(int found, String where) {
    return new JsonException("invalid character " + quoted(found) + " " + where, at - 1);
  }

  /** As Go quotes the byte: it takes it for a character of Latin-1. */
  private static String quoted(int found) {
    return switch (found) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case 0x07 -> "'\\a'";
      case '\b' -> "'\\b'";
      case '\f' -> "'\\f'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      case 0x0b -> "'\\v'";
      default -> {
        boolean unprintable = found < ' ' || found == 0x7f;
        if (unprintable) {
          yield "'\\x%02x'".formatted(found);
        }
        boolean latinControl = (found >= 0x80 && found <= 0xa0) || found == 0xad;
        yield latinControl ? "'\\u%04x'".formatted(found) : "'" + (char) found + "'";
      }
    };
  }
}
