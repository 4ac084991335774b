package io.mtlab.mtproto.rpc;

import io.mtlab.mtproto.fault.RpcError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client does about an {@code rpc_error}. The numbers of classes that nobody knows, negative
 * ones among them, count as errors of the server.
 *
 * @see <a href="https://core.telegram.org/api/errors">error handling</a>
 */
public sealed interface ErrorReaction {
  /** The query is put again at another data centre; {@code home} if the user belongs there. */
  record Migrate(int dc, boolean home) implements ErrorReaction {}

  /** The query may be put again after so many seconds, and not before. */
  record Wait(int seconds) implements ErrorReaction {}

  /** Nobody is signed in with this key any more. */
  record SignInAgain() implements ErrorReaction {}

  /** The key itself must not be used any more: another one is made, and signed in with. */
  record MakeAnotherKey() implements ErrorReaction {}

  /** Two-step verification: the password is wanted. */
  record CheckPassword() implements ErrorReaction {}

  /** The temporary key has to be bound first. */
  record BindTemporaryKey() implements ErrorReaction {}

  /** The server does not know the client's layer: the query is put again with initConnection. */
  record Introduce() implements ErrorReaction {}

  /** The server failed: the query may be put again after a pause. */
  record RetryLater() implements ErrorReaction {}

  /** The query is not carried out. */
  record Fail() implements ErrorReaction {}

  /** Seconds and numbers of data centres have so many digits at most. */
  Pattern NUMBERED = Pattern.compile("([A-Z0-9_]+?)_([1-9][0-9]{0,8})");

  /** The reaction to an error. */
  static ErrorReaction to(RpcError error) {
    return switch (error.code()) {
      case 303 -> migration(error.text());
      case 400 ->
          switch (error.text()) {
            case "CONNECTION_NOT_INITED", "CONNECTION_LAYER_INVALID" -> new Introduce();
            default -> new Fail();
          };
      case 401 ->
          switch (error.text()) {
            case "SESSION_PASSWORD_NEEDED" -> new CheckPassword();
            case "AUTH_KEY_PERM_EMPTY" -> new BindTemporaryKey();
            default -> new SignInAgain();
          };
      case 403, 404 -> new Fail();
      case 406 -> error.text().equals("AUTH_KEY_DUPLICATED") ? new MakeAnotherKey() : new Fail();
      case 420 -> pause(error.text());
      default -> new RetryLater();
    };
  }

  private static ErrorReaction migration(String text) {
    Matcher numbered = NUMBERED.matcher(text);
    if (!numbered.matches()) {
      return new Fail();
    }
    int dc = Integer.parseInt(numbered.group(2));
    return switch (numbered.group(1)) {
      case "PHONE_MIGRATE", "USER_MIGRATE", "NETWORK_MIGRATE" -> new Migrate(dc, true);
      case "FILE_MIGRATE", "STATS_MIGRATE" -> new Migrate(dc, false);
      default -> new Fail();
    };
  }

  /** Others of this class count hours, or name a time: a repetition would not help. */
  private static ErrorReaction pause(String text) {
    Matcher numbered = NUMBERED.matcher(text);
    if (!numbered.matches()) {
      return new Fail();
    }
    String kind = numbered.group(1);
    return kind.endsWith("_WAIT") || kind.equals("TAKEOUT_INIT_DELAY")
        ? new Wait(Integer.parseInt(numbered.group(2)))
        : new Fail();
  }
}
