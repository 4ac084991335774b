package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.crypto.Entropy;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How many random bytes stand behind a padded frame: drawn anew for each. */
public enum Padding {
  /** What some clients can read: they take more for a part of the message. */
  UP_TO_3("0..3", 3),

  /** What the documentation says. */
  UP_TO_15("0..15", 15);

  private final String text;
  private final int bytesMax;

  Padding(String text, int bytesMax) {
    this.text = text;
    this.bytesMax = bytesMax;
  }

  /**
   * The padding that commands and scenarios call so.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Padding parse(String text) {
    for (Padding one : values()) {
      if (one.text.equals(text)) {
        return one;
      }
    }
    String known =
        Arrays.stream(values()).map(Padding::toString).collect(Collectors.joining(" or "));
    throw new IllegalArgumentException("the padding is " + known + ", not " + text);
  }

  /** At most so many bytes. */
  int bytesMax() {
    return bytesMax;
  }

  /** A number of bytes by chance, each equally likely. */
  int draw(Entropy entropy) {
    return entropy.bytes(1)[0] & bytesMax;
  }

  @Override
  public String toString() {
    return text;
  }
}
