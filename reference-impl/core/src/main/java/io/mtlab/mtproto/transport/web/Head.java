package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands before a body: the first line and the fields. Read strictly: lines end with CR LF,
 * nothing is folded, no blank stands before a colon. What lets two readers see different messages
 * in the same bytes is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-message-parsing">RFC 9112</a>
 */
record Head(String line, Fields fields) {
  /** The most bytes of a head; what widespread servers allow for one line. */
  static final int BYTES_MAX = 8 << 10;

  /** The most fields; Apache's limit. */
  static final int FIELDS_MAX = 100;

  private static final String END_OF_LINE = "\r\n";
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final int CONTENT_LENGTH_DIGITS_MAX = 10;

  /**
   * Reads a head.
   *
   * @param bytes all of it, the empty line at the end included
   * @throws ProtocolException HTTP_MESSAGE or HTTP_HEAD_TOO_LONG
   */
  static Head read(Bytes bytes) throws ProtocolException {
    String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    String[] lines =
        text.substring(0, text.length() - 2 * END_OF_LINE.length()).split(END_OF_LINE, -1);
    if (lines.length > FIELDS_MAX + 1) {
      throw new ProtocolException(Malformed.HTTP_HEAD_TOO_LONG);
    }
    List<Fields.Field> fields = new ArrayList<>(lines.length);
    for (int i = 1; i < lines.length; i++) {
      fields.add(field(lines[i]));
    }
    checkVisible(lines[0]);
    return new Head(lines[0], new Fields(fields));
  }

  private static Fields.Field field(String line) throws ProtocolException {
    int colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.substring(0, colon))) {
      throw new ProtocolException(Malformed.HTTP_MESSAGE);
    }
    String value = line.substring(colon + 1).strip();
    checkVisible(value);
    return new Fields.Field(line.substring(0, colon), value);
  }

  /** Whether this is a token, as names of fields and methods are. */
  static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || TOKEN_MARKS.indexOf(c) >= 0);
  }

  private static void checkVisible(String text) throws ProtocolException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw new ProtocolException(Malformed.HTTP_MESSAGE);
      }
    }
  }

  /** The major and minor version that a text such as {@code HTTP/1.1} names. */
  static int minorVersion(String text) throws ProtocolException {
    return switch (text) {
      case "HTTP/1.1" -> 1;
      case "HTTP/1.0" -> 0;
      default -> throw new ProtocolException(Malformed.HTTP_MESSAGE);
    };
  }

  /** Whether the body's length is told at all. */
  boolean tellsLength() {
    return fields.has(CONTENT_LENGTH);
  }

  /**
   * The body's length: told once, in digits, and by nothing else.
   *
   * @throws ProtocolException HTTP_LENGTH, HTTP_LENGTH_MISSING or HTTP_BODY_TOO_LONG
   */
  int bodyBytes(int bytesMax) throws ProtocolException {
    List<String> lengths = fields.all(CONTENT_LENGTH);
    if (fields.has("Transfer-Encoding")) {
      throw new ProtocolException(
          lengths.isEmpty() ? Malformed.HTTP_LENGTH_MISSING : Malformed.HTTP_LENGTH);
    }
    if (lengths.isEmpty()) {
      throw new ProtocolException(Malformed.HTTP_LENGTH_MISSING);
    }
    String digits = lengths.getFirst();
    if (lengths.size() > 1
        || digits.isEmpty()
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ProtocolException(Malformed.HTTP_LENGTH);
    }
    if (digits.length() > CONTENT_LENGTH_DIGITS_MAX || Long.parseLong(digits) > bytesMax) {
      throw new ProtocolException(Malformed.HTTP_BODY_TOO_LONG);
    }
    return Integer.parseInt(digits);
  }

  /** This head on the wire, before a body of so many bytes. */
  Bytes announcing(int bodyBytes) {
    Stream<Fields.Field> told =
        fields.list().stream()
            .map(field ->
                field.name().equalsIgnoreCase(CONTENT_LENGTH)
                    ? new Fields.Field(field.name(), Integer.toString(bodyBytes))
                    : field);
    return encode(line, new Fields(told.toList()));
  }

  /** A head on the wire. */
  static Bytes encode(String line, Fields fields) {
    StringBuilder text = new StringBuilder(line).append(END_OF_LINE);
    for (Fields.Field field : fields.list()) {
      text.append(field.name()).append(": ").append(field.value()).append(END_OF_LINE);
    }
    text.append(END_OF_LINE);
    return Bytes.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
