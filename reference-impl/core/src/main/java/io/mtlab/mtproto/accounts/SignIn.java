package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.SignedIn;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.PasswordAnswer;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.tl.api.AuthAuthorizationSignUpRequired;
import io.mtlab.mtproto.tl.api.AuthSignIn;

/**
 * auth.signIn: a right code opens the account of the phone number, or says that there is none yet.
 *
 * @see <a href="https://core.telegram.org/method/auth.signIn">auth.signIn</a>
 */
final class SignIn {
  static final RpcError PHONE_CODE_EMPTY = new RpcError(400, "PHONE_CODE_EMPTY");
  static final RpcError PHONE_CODE_INVALID = new RpcError(400, "PHONE_CODE_INVALID");
  static final RpcError PHONE_CODE_EXPIRED = new RpcError(400, "PHONE_CODE_EXPIRED");

  private final LoginCodes codes;
  private final Passwords passwords;

  SignIn(LoginCodes codes, Passwords passwords) {
    this.codes = codes;
    this.passwords = passwords;
  }

  void handle(AuthSignIn method, Call call, long now) {
    String phone = Phone.digitsOf(method.phoneNumber());
    String code = method.phoneCode();
    if (phone == null) {
      call.refuse(SendCode.PHONE_NUMBER_INVALID);
      return;
    }
    if (code == null || code.isEmpty()) {
      call.refuse(PHONE_CODE_EMPTY);
      return;
    }
    long key = call.asker().authKeyId();
    switch (codes.check(key, phone, method.phoneCodeHash(), code, now)) {
      case EXPIRED -> call.refuse(PHONE_CODE_EXPIRED);
      case WRONG -> call.refuse(PHONE_CODE_INVALID);
      case RIGHT -> call.ask(new AccountRequest.ByPhone(phone), new LookedUp(codes, passwords));
    }
  }

  private record LookedUp(LoginCodes codes, Passwords passwords) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found found) {
        codes.forget(call.asker().authKeyId());
        long user = found.account().id();
        call.ask(new PasswordRequest.Get(user), new Protected(passwords, found.account()));
      } else {
        call.answer(AuthAuthorizationSignUpRequired.builder().build());
      }
    }
  }

  private record Protected(Passwords passwords, StoredAccount account) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof PasswordAnswer.Found) {
        passwords.await(call.asker().authKeyId(), account.id(), now);
        call.refuse(Passwords.SESSION_PASSWORD_NEEDED);
      } else {
        SignedIn.as(account, call);
      }
    }
  }
}
