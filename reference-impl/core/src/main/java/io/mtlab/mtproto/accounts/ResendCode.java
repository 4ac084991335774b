package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.api.AuthCancelCode;
import io.mtlab.mtproto.tl.api.AuthResendCode;

/**
 * auth.resendCode and auth.cancelCode: another code for the same attempt, or the end of it.
 *
 * @see <a href="https://core.telegram.org/method/auth.resendCode">auth.resendCode</a>
 */
final class ResendCode {
  static final RpcError SEND_CODE_UNAVAILABLE = new RpcError(406, "SEND_CODE_UNAVAILABLE");

  private final LoginCodes codes;

  ResendCode(LoginCodes codes) {
    this.codes = codes;
  }

  void handle(AuthResendCode method, Call call, long now) {
    String phone = Phone.digitsOf(method.phoneNumber());
    if (phone == null) {
      call.refuse(SendCode.PHONE_NUMBER_INVALID);
      return;
    }
    long key = call.asker().authKeyId();
    if (!codes.awaits(key, phone, method.phoneCodeHash(), now)) {
      call.refuse(SignIn.PHONE_CODE_EXPIRED);
      return;
    }
    LoginCodes.Sent sent = codes.sendAgain(key, now);
    if (sent == null) {
      call.refuse(SEND_CODE_UNAVAILABLE);
    } else {
      call.answer(SendCode.sentCode(sent));
    }
  }

  void cancel(AuthCancelCode method, Call call, long now) {
    String phone = Phone.digitsOf(method.phoneNumber());
    long key = call.asker().authKeyId();
    if (phone == null) {
      call.refuse(SendCode.PHONE_NUMBER_INVALID);
    } else if (codes.awaits(key, phone, method.phoneCodeHash(), now)) {
      codes.forget(key);
      call.answer(TlBool.of(true));
    } else {
      call.refuse(SignIn.PHONE_CODE_EXPIRED);
    }
  }
}
