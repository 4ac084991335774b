package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.SignedIn;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.StoreAnswer;
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

  SignIn(LoginCodes codes) {
    this.codes = codes;
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
      case RIGHT -> call.ask(new AccountRequest.ByPhone(phone), new LookedUp(codes));
    }
  }

  private record LookedUp(LoginCodes codes) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found found) {
        codes.forget(call.asker().authKeyId());
        SignedIn.as(found.account(), call);
      } else {
        call.answer(AuthAuthorizationSignUpRequired.builder().build());
      }
    }
  }
}
