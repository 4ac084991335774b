package io.mtlab.netty;

import io.mtlab.mtproto.machine.Cause;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the exceptions of sockets mean. Their types differ between the JDK's and the native
 * channels; the system's own words in their messages do not.
 */
final class Causes {
  private Causes() {}

  /** Why a connection could not be made. */
  static Cause ofDialling(Throwable why) {
    String words = words(why);
    if (words.contains("refused")) {
      return Cause.REFUSED;
    }
    return words.contains("reset") ? Cause.RST : Cause.UNREACHABLE;
  }

  /** Why a connection broke; null if the exception only says that it is closed. */
  static @Nullable Cause ofBreaking(Throwable why) {
    Throwable first = why;
    if (why instanceof ClosedChannelException) {
      if (why.getCause() == null) {
        return null;
      }
      first = why.getCause();
    }
    String words = words(first);
    boolean silent = words.contains("timed out") || words.contains("unreachable");
    return silent ? Cause.UNREACHABLE : Cause.RST;
  }

  private static String words(Throwable why) {
    String message = why.getMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }
}
