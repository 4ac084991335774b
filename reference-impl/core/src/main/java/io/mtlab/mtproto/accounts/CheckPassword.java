package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.SignedIn;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.PasswordAnswer;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredPassword;
import io.mtlab.mtproto.tl.api.AuthCheckPassword;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRPType;
import org.jspecify.annotations.Nullable;

/**
 * auth.checkPassword: the second step of signing in.
 *
 * @see <a href="https://core.telegram.org/method/auth.checkPassword">auth.checkPassword</a>
 */
final class CheckPassword {
  private final Passwords passwords;

  CheckPassword(Passwords passwords) {
    this.passwords = passwords;
  }

  void handle(AuthCheckPassword method, Call call, long now) {
    long user = passwords.userOf(call.asker(), now);
    if (user == 0) {
      call.refuse(Errors.AUTH_KEY_UNREGISTERED);
    } else {
      call.ask(new PasswordRequest.Get(user), new LookedUp(passwords, user, method.password()));
    }
  }

  /** What the store has of a password; null for none. */
  static @Nullable StoredPassword of(StoreAnswer answer) {
    return answer instanceof PasswordAnswer.Found found ? found.password() : null;
  }

  private record LookedUp(Passwords passwords, long user, InputCheckPasswordSRPType given)
      implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      RpcError error = passwords.judge(call.asker(), user, of(answer), given, now);
      if (error == null) {
        call.ask(new AccountRequest.ById(user), new Right(passwords));
      } else {
        call.refuse(error);
      }
    }
  }

  private record Right(Passwords passwords) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      passwords.admitted(call.asker().authKeyId());
      if (answer instanceof AccountAnswer.Found found) {
        SignedIn.as(found.account(), call);
      } else {
        call.refuse(Errors.AUTH_KEY_UNREGISTERED);
      }
    }
  }
}
