package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.srp.NewPassword;
import io.mtlab.mtproto.crypto.srp.Verifier;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredPassword;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.api.AccountPasswordInputSettings;
import io.mtlab.mtproto.tl.api.AccountUpdatePasswordSettings;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoType;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoUnknown;
import org.jspecify.annotations.Nullable;

/**
 * account.updatePasswordSettings: sets, changes or removes the password. There is no mail here, so
 * no way back for who has forgotten it.
 *
 * @see <a href="https://core.telegram.org/method/account.updatePasswordSettings">method</a>
 */
final class UpdatePassword {
  /** The longest hint, in UTF-16 units: our choice. */
  static final int HINT_MAX = 255;

  static final RpcError NEW_SALT_INVALID = new RpcError(400, "NEW_SALT_INVALID");
  static final RpcError NEW_SETTINGS_INVALID = new RpcError(400, "NEW_SETTINGS_INVALID");

  private final Passwords passwords;

  UpdatePassword(Passwords passwords) {
    this.passwords = passwords;
  }

  void handle(AccountUpdatePasswordSettings method, Call call) {
    call.ask(new PasswordRequest.Get(call.asker().userId()), new LookedUp(passwords, method));
  }

  private record LookedUp(Passwords passwords, AccountUpdatePasswordSettings method)
      implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      StoredPassword has = CheckPassword.of(answer);
      long user = call.asker().userId();
      AccountPasswordInputSettings settings = method.newSettings();
      RpcError error = unfit(settings);
      if (error == null) {
        error = passwords.judge(call.asker(), user, has, method.password(), now);
      }
      if (error != null) {
        call.refuse(error);
        return;
      }
      StoredPassword wanted = wanted(settings);
      if (wanted != null) {
        call.ask(new PasswordRequest.Put(user, wanted), new Done());
      } else if (settings.newAlgo() != null) {
        call.ask(new PasswordRequest.Remove(user), new Done());
      } else {
        call.answer(TlBool.TRUE);
      }
    }

    /** What is wrong with new settings, before the old password is looked at. */
    private @Nullable RpcError unfit(AccountPasswordInputSettings settings) {
      PasswordKdfAlgoType algorithm = settings.newAlgo();
      Bytes hash = settings.newPasswordHash();
      String hint = settings.hint();
      if (algorithm == null || hash == null || hint == null) {
        return null;
      }
      return switch (algorithm) {
        case PasswordKdfAlgoUnknown _ -> hash.isEmpty() ? null : NEW_SETTINGS_INVALID;
        case PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow given -> {
          var offered = passwords.offered();
          boolean salted =
              given.salt1().size() == offered.salt1().size() + NewPassword.APPENDED
                  && given.salt1().slice(0, offered.salt1().size()).equals(offered.salt1())
                  && given.salt2().equals(offered.salt2());
          boolean same = given.p().equals(offered.p()) && given.g() == offered.g();
          boolean sized = hash.size() == DhGroup.SIZE && hint.length() <= HINT_MAX;
          if (!salted) {
            yield NEW_SALT_INVALID;
          }
          yield same && sized && passwords.group().inRange(hash.toArray())
              ? null
              : NEW_SETTINGS_INVALID;
        }
      };
    }

    private static @Nullable StoredPassword wanted(AccountPasswordInputSettings settings) {
      Bytes hash = settings.newPasswordHash();
      String hint = settings.hint();
      return hash != null
              && hint != null
              && settings.newAlgo()
                  instanceof PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow salts
          ? new StoredPassword(new Verifier(salts.salt1(), salts.salt2(), hash), hint)
          : null;
    }
  }

  private record Done() implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      call.answer(TlBool.TRUE);
    }
  }
}
