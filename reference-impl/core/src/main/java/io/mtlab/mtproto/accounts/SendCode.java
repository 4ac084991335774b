package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSentCode;
import io.mtlab.mtproto.tl.api.AuthSentCodeTypeSms;

/**
 * auth.sendCode.
 *
 * @see <a href="https://core.telegram.org/method/auth.sendCode">auth.sendCode</a>
 */
final class SendCode {
  static final RpcError PHONE_NUMBER_INVALID = new RpcError(400, "PHONE_NUMBER_INVALID");

  private final LoginCodes codes;
  private final PhoneHomes homes;

  SendCode(LoginCodes codes, PhoneHomes homes) {
    this.codes = codes;
    this.homes = homes;
  }

  void handle(AuthSendCode method, Call call, long now) {
    String phone = Phone.digitsOf(method.phoneNumber());
    if (phone == null) {
      call.refuse(PHONE_NUMBER_INVALID);
      return;
    }
    int home = homes.of(phone);
    if (home != homes.thisDc()) {
      call.refuse(new RpcError(303, "PHONE_MIGRATE_" + home));
      return;
    }
    LoginCodes.Sent sent = codes.send(call.asker().authKeyId(), phone, now);
    call.answer(sentCode(sent));
  }

  static AuthSentCode sentCode(LoginCodes.Sent sent) {
    int seconds = (int) (LoginCodes.LIFE / Time.SECOND);
    return new AuthSentCode(new AuthSentCodeTypeSms(sent.digits()), sent.hash(), null, seconds);
  }
}
