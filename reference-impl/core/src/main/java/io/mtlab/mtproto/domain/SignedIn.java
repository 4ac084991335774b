package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.store.KeyAnswer;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.tl.api.AuthAuthorization;

/** The end of every way to sign in: the store remembers whose key it is, then the client hears. */
public final class SignedIn {
  private SignedIn() {}

  /** Signs this account in with the asker's key, and ends the call. */
  public static void as(StoredAccount account, Call call) {
    call.ask(
        new KeyRequest.Authorize(call.asker().authKeyId(), account.id()), new Remembered(account));
  }

  private record Remembered(StoredAccount account) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof KeyAnswer.Authorized) {
        call.signedIn(
            AuthAuthorization.builder().user(TlViews.user(account, account.id())).build(),
            account.id());
      } else {
        // The key was destroyed meanwhile.
        call.refuse(Errors.AUTH_KEY_UNREGISTERED);
      }
    }
  }
}
