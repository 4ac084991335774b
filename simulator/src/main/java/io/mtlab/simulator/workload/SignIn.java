package io.mtlab.simulator.workload;

import io.mtlab.mtproto.tl.api.AuthAuthorization;
import io.mtlab.mtproto.tl.api.AuthAuthorizationSignUpRequired;
import io.mtlab.mtproto.tl.api.AuthAuthorizationType;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSentCode;
import io.mtlab.mtproto.tl.api.AuthSentCodeSuccess;
import io.mtlab.mtproto.tl.api.AuthSentCodeType;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.CodeSettings;
import io.mtlab.mtproto.tl.api.HelpGetConfig;

/**
 * Signs an actor in by phone and code, as a new account if there is none: <a
 * href="https://core.telegram.org/api/auth">auth</a>.
 */
final class SignIn {
  /** No application of anybody's: the test server takes any. */
  private static final int API_ID = 1;

  private static final String API_HASH = "0123456789abcdef0123456789abcdef";

  private final Actor actor;

  private SignIn(Actor actor) {
    this.actor = actor;
  }

  /** Begins; {@link Actor#signedIn} is the end of it. */
  static void begin(Actor actor, long now) {
    SignIn signIn = new SignIn(actor);
    actor.call(new HelpGetConfig(), (_, then) -> signIn.sendCode(then), now);
  }

  private void sendCode(long now) {
    CodeSettings settings = CodeSettings.builder().build();
    actor.call(
        new AuthSendCode(account().phone(), API_ID, API_HASH, settings), this::codeSent, now);
  }

  private void codeSent(AuthSentCodeType sent, long now) {
    switch (sent) {
      case AuthSentCode code -> {
        String hash = code.phoneCodeHash();
        actor.call(
            new AuthSignIn(account().phone(), hash, account().code(), null),
            (authorization, then) -> signedIn(authorization, hash, then),
            now);
      }
      case AuthSentCodeSuccess success -> signedIn(success.authorization(), "", now);
    }
  }

  private void signedIn(AuthAuthorizationType authorization, String hash, long now) {
    switch (authorization) {
      case AuthAuthorization _ -> actor.signedIn(now);
      case AuthAuthorizationSignUpRequired _ ->
          actor.call(
              new AuthSignUp(false, account().phone(), hash, actor.name(), ""),
              (authorized, then) -> signedIn(authorized, hash, then),
              now);
    }
  }

  private Account account() {
    return actor.role().account();
  }
}
