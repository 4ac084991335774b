package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.SignedIn;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.NewAccount;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.tl.api.AuthSignUp;

/**
 * auth.signUp: makes the account of a phone number whose code was right.
 *
 * @see <a href="https://core.telegram.org/method/auth.signUp">auth.signUp</a>
 */
final class SignUp {
  /** The longest first and last name, in UTF-16 units. */
  static final int NAME_MAX = 64;

  static final RpcError FIRSTNAME_INVALID = new RpcError(400, "FIRSTNAME_INVALID");
  static final RpcError LASTNAME_INVALID = new RpcError(400, "LASTNAME_INVALID");
  static final RpcError PHONE_NUMBER_OCCUPIED = new RpcError(400, "PHONE_NUMBER_OCCUPIED");

  private final LoginCodes codes;
  private final Entropy entropy;

  SignUp(LoginCodes codes, Entropy entropy) {
    this.codes = codes;
    this.entropy = entropy;
  }

  void handle(AuthSignUp method, Call call, long now) {
    String phone = Phone.digitsOf(method.phoneNumber());
    if (phone == null) {
      call.refuse(SendCode.PHONE_NUMBER_INVALID);
      return;
    }
    String first = method.firstName().strip();
    String last = method.lastName().strip();
    if (first.isEmpty() || first.length() > NAME_MAX) {
      call.refuse(FIRSTNAME_INVALID);
      return;
    }
    if (last.length() > NAME_MAX) {
      call.refuse(LASTNAME_INVALID);
      return;
    }
    long key = call.asker().authKeyId();
    switch (codes.confirmed(key, phone, method.phoneCodeHash(), now)) {
      case EXPIRED -> call.refuse(SignIn.PHONE_CODE_EXPIRED);
      case WRONG -> call.refuse(SignIn.PHONE_CODE_INVALID);
      case RIGHT -> {
        NewAccount account = new NewAccount(phone, "", first, last, entropy.nextLong());
        call.ask(new AccountRequest.ByPhone(phone), new LookedUp(codes, account));
      }
    }
  }

  private record LookedUp(LoginCodes codes, NewAccount account) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found) {
        call.refuse(PHONE_NUMBER_OCCUPIED);
      } else {
        call.ask(new AccountRequest.Create(account), new Made(codes));
      }
    }
  }

  private record Made(LoginCodes codes) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.Found made)) {
        throw new IllegalStateException("no account was made: " + answer);
      }
      codes.forget(call.asker().authKeyId());
      SignedIn.as(made.account(), call);
    }
  }
}
