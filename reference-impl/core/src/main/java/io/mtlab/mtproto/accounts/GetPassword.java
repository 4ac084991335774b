package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.store.PasswordAnswer;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredPassword;
import io.mtlab.mtproto.tl.api.AccountPassword;
import io.mtlab.mtproto.tl.api.SecurePasswordKdfAlgoUnknown;

/**
 * account.getPassword: how the account's password is to be proved, or a new one salted.
 *
 * @see <a href="https://core.telegram.org/method/account.getPassword">account.getPassword</a>
 */
final class GetPassword {
  private static final int SECURE_RANDOM_BYTES = 256;

  private final Passwords passwords;

  GetPassword(Passwords passwords) {
    this.passwords = passwords;
  }

  void handle(Call call, long now) {
    long user = passwords.userOf(call.asker(), now);
    if (user == 0) {
      call.refuse(Errors.AUTH_KEY_UNREGISTERED);
    } else {
      call.ask(new PasswordRequest.Get(user), new LookedUp(passwords));
    }
  }

  private record LookedUp(Passwords passwords) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      AccountPassword.Builder password =
          AccountPassword.builder()
              .newAlgo(passwords.offered())
              .newSecureAlgo(new SecurePasswordKdfAlgoUnknown())
              .secureRandom(passwords.random(SECURE_RANDOM_BYTES));
      if (answer instanceof PasswordAnswer.Found found) {
        StoredPassword has = found.password();
        Passwords.Attempt attempt = passwords.attempt(call.asker().authKeyId(), has, now);
        password
            .hasPassword(true)
            .currentAlgo(passwords.algorithm(has.verifier().salt1(), has.verifier().salt2()))
            .srpB(attempt.server().value())
            .srpId(attempt.srpId());
        if (!has.hint().isEmpty()) {
          password.hint(has.hint());
        }
      }
      call.answer(password.build());
    }
  }
}
