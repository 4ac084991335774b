package io.mtlab.schema;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the text: characters and words from here on, and errors that name the place. */
final class Cursor {
  /** No character: the text is over. */
  static final char END = '\0';

  private static final Pattern LAYER = Pattern.compile("//\\s*LAYER\\s+(\\d{1,6})\\s*");
  private static final int SHOWN_MAX = 24;

  private final String text;
  private int at;
  private int lines = 1;
  private int lineStart;
  private int countedTo;
  private OptionalInt layer = OptionalInt.empty();

  Cursor(String text) {
    this.text = text;
  }

  /** The number of the last comment {@code // LAYER n} that was passed. */
  OptionalInt layer() {
    return layer;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Passes white space and comments. */
  void blank() throws SchemaException {
    while (at < text.length()) {
      if (isBlank(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        lineComment();
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw expected("a comment that ends");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private void lineComment() {
    int end = text.indexOf('\n', at);
    int stop = end < 0 ? text.length() : end;
    Matcher matcher = LAYER.matcher(text.substring(at, stop));
    if (matcher.matches()) {
      layer = OptionalInt.of(Integer.parseInt(matcher.group(1)));
    }
    at = stop;
  }

  /** Passes this text if it stands here. */
  boolean passed(String word) {
    boolean here = text.startsWith(word, at);
    if (here) {
      at += word.length();
    }
    return here;
  }

  void pass(String word) throws SchemaException {
    if (!passed(word)) {
      throw expected("'" + word + "'");
    }
  }

  /** A letter followed by letters, digits and underscores. */
  String word(String what) throws SchemaException {
    if (!isLetter(peek())) {
      throw expected(what);
    }
    int from = at;
    while (isLetter(peek()) || isDigit(peek()) || peek() == '_') {
      at++;
    }
    return text.substring(from, at);
  }

  /** A word, or two joined by a dot: a name in a name space. */
  String name(String what) throws SchemaException {
    String first = word(what);
    if (peek() == '.' && at + 1 < text.length() && isLetter(text.charAt(at + 1))) {
      at++;
      return first + "." + word(what);
    }
    return first;
  }

  int number(int max, String what) throws SchemaException {
    int from = at;
    long value = 0;
    while (isDigit(peek()) && value <= max) {
      value = value * 10 + (peek() - '0');
      at++;
    }
    if (at == from || value > max) {
      at = from;
      throw expected(what);
    }
    return (int) value;
  }

  /** One to eight hexadecimal digits. */
  int hexadecimal() throws SchemaException {
    int from = at;
    while (Character.digit(peek(), 16) >= 0 && peek() < 0x80) {
      at++;
    }
    if (at == from || at - from > 8 || isLetter(peek())) {
      at = from;
      throw expected("1 to 8 hexadecimal digits");
    }
    return Integer.parseUnsignedInt(text, from, at, 16);
  }

  SchemaException expected(String what) {
    return expectedAt(at, what, atEnd() ? "the end" : "'" + shown() + "'");
  }

  SchemaException expectedAt(int position, String what, String found) {
    Schema.Place place = placeOf(position);
    return new SchemaException(place.line(), place.column(), what, found);
  }

  Schema.Place placeOf(int position) {
    // Declarations are asked for in their order: what was counted need not be counted again.
    if (position < countedTo) {
      lines = 1;
      lineStart = 0;
    }
    for (int i = text.indexOf('\n', lineStart); i >= 0 && i < position; ) {
      lines++;
      lineStart = i + 1;
      i = text.indexOf('\n', lineStart);
    }
    countedTo = position;
    return new Schema.Place(lines, position - lineStart + 1);
  }

  private String shown() {
    int end = at;
    while (end < text.length() && end - at < SHOWN_MAX && !isBlank(text.charAt(end))) {
      end++;
    }
    return end == at ? "a blank" : text.substring(at, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
