package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.AccountGetPassword;
import io.mtlab.mtproto.tl.api.AccountUpdatePasswordSettings;
import io.mtlab.mtproto.tl.api.AuthCancelCode;
import io.mtlab.mtproto.tl.api.AuthCheckPassword;
import io.mtlab.mtproto.tl.api.AuthExportAuthorization;
import io.mtlab.mtproto.tl.api.AuthImportAuthorization;
import io.mtlab.mtproto.tl.api.AuthLogOut;
import io.mtlab.mtproto.tl.api.AuthResendCode;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.MessagesGetDhConfig;
import io.mtlab.mtproto.tl.api.UsersGetUsers;

/** The chapter of accounts. */
public final class Accounts implements Chapter {
  private final SendCode sendCode;
  private final ResendCode resendCode;
  private final SignIn signIn;
  private final SignUp signUp;
  private final ExportAuthorization export;
  private final ImportAuthorization importing;
  private final GetPassword getPassword;
  private final CheckPassword checkPassword;
  private final UpdatePassword updatePassword;
  private final GetDhConfig getDhConfig;
  private final LogOut logOut = new LogOut();
  private final GetUsers getUsers = new GetUsers();

  /** With this policy of login codes, at one of the data centres. */
  public Accounts(CodePolicy policy, PhoneHomes homes, Transfers transfers, Entropy entropy) {
    LoginCodes codes = new LoginCodes(policy, entropy);
    Passwords passwords = new Passwords(entropy);
    sendCode = new SendCode(codes, homes);
    resendCode = new ResendCode(codes);
    signIn = new SignIn(codes, passwords);
    getPassword = new GetPassword(passwords);
    checkPassword = new CheckPassword(passwords);
    updatePassword = new UpdatePassword(passwords);
    signUp = new SignUp(codes, entropy);
    export = new ExportAuthorization(transfers, homes, entropy);
    importing = new ImportAuthorization(transfers);
    getDhConfig = new GetDhConfig(entropy);
  }

  /** In the order of the documentation. */
  @Override
  public boolean handles(TlMethod<?> method, Call call, long now) {
    switch (method) {
      case AuthSendCode it -> sendCode.handle(it, call, now);
      case AuthResendCode it -> resendCode.handle(it, call, now);
      case AuthCancelCode it -> resendCode.cancel(it, call, now);
      case AuthSignUp it -> signUp.handle(it, call, now);
      case AuthSignIn it -> signIn.handle(it, call, now);
      case AccountGetPassword _ -> getPassword.handle(call, now);
      case AuthCheckPassword it -> checkPassword.handle(it, call, now);
      case AccountUpdatePasswordSettings it -> updatePassword.handle(it, call);
      case AuthLogOut it -> logOut.handle(call);
      case AuthExportAuthorization it -> export.handle(it, call);
      case AuthImportAuthorization it -> importing.handle(it, call, now);
      case MessagesGetDhConfig it -> getDhConfig.handle(it, call);
      case UsersGetUsers it -> getUsers.handle(it, call);
      default -> {
        return false;
      }
    }
    return true;
  }
}
