package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.AccountGetPassword;
import io.mtlab.mtproto.tl.api.AuthCancelCode;
import io.mtlab.mtproto.tl.api.AuthCheckPassword;
import io.mtlab.mtproto.tl.api.AuthImportAuthorization;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.AuthLogOut;
import io.mtlab.mtproto.tl.api.AuthResendCode;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.HelpGetAppConfig;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;

/** What may be called before anybody is signed in. */
final class OpenMethods {
  private OpenMethods() {}

  static boolean contains(TlMethod<?> method) {
    return switch (method) {
      case HelpGetConfig config -> true;
      case HelpGetNearestDc nearest -> true;
      case HelpGetAppConfig app -> true;
      case AuthSendCode code -> true;
      case AuthResendCode again -> true;
      case AuthCancelCode cancel -> true;
      case AuthSignIn in -> true;
      case AuthSignUp up -> true;
      case AuthImportAuthorization imported -> true;
      case AccountGetPassword how -> true;
      case AuthCheckPassword password -> true;
      case AuthImportBotAuthorization bot -> true;
      case AuthLogOut out -> true;
      default -> false;
    };
  }
}
