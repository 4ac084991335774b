package io.mtlab.simulator.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of JSON, each one object, in a growing buffer that is handed on in whole lines. Written by
 * hand, since a run writes millions of lines and their bytes must be the same everywhere.
 */
final class JsonLine {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int LONG_DIGITS_MAX = 20;
  private static final int ESCAPE_BYTES_MAX = 6;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] digits = new byte[LONG_DIGITS_MAX];
  private byte[] buffer = new byte[2 * BUFFER_BYTES];
  private int size;
  private boolean first;

  /** Whether enough is here to be worth a call to the system. */
  boolean full() {
    return size >= BUFFER_BYTES;
  }

  /** How many bytes wait. */
  int size() {
    return size;
  }

  /** Hands on all that waits; called between lines only. */
  void drainTo(OutputStream out) throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  JsonLine open() {
    put('{');
    first = true;
    return this;
  }

  JsonLine close() {
    put('}');
    first = false;
    return this;
  }

  void end() {
    close();
    put('\n');
  }

  /** Begins an object as a value. */
  JsonLine object(String key) {
    key(key);
    return open();
  }

  JsonLine text(String key, String value) {
    key(key);
    quoted(value);
    return this;
  }

  JsonLine number(String key, long value) {
    key(key);
    decimal(value);
    return this;
  }

  private void key(String key) {
    if (!first) {
      put(',');
    }
    first = false;
    quoted(key);
    put(':');
  }

  private void quoted(String text) {
    int length = text.length();
    reserve(2 + ESCAPE_BYTES_MAX * length);
    byte[] to = buffer;
    int at = size;
    to[at++] = '"';
    int plain = 0;
    while (plain < length && isPlain(text.charAt(plain))) {
      to[at++] = (byte) text.charAt(plain);
      plain++;
    }
    size = at;
    for (int i = plain; i < length; i++) {
      character(text.charAt(i));
    }
    buffer[size++] = '"';
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }

  private void character(char c) {
    if (c < ' ' || c >= 0x7f) {
      escaped(c);
    } else {
      if (!isPlain(c)) {
        buffer[size++] = '\\';
      }
      buffer[size++] = (byte) c;
    }
  }

  private void escaped(char c) {
    buffer[size++] = '\\';
    buffer[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      buffer[size++] = HEX[(c >> shift) & 0xf];
    }
  }

  private void decimal(long value) {
    reserve(LONG_DIGITS_MAX);
    if (value < 0) {
      buffer[size++] = '-';
    }
    int from = LONG_DIGITS_MAX;
    long rest = value;
    do {
      digits[--from] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    System.arraycopy(digits, from, buffer, size, LONG_DIGITS_MAX - from);
    size += LONG_DIGITS_MAX - from;
  }

  private void put(char c) {
    reserve(1);
    buffer[size++] = (byte) c;
  }

  private void reserve(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
    }
  }
}
