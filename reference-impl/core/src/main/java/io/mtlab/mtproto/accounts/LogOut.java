package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.tl.api.AuthLoggedOut;

/**
 * auth.logOut: the key stays, but nobody is signed in with it.
 *
 * @see <a href="https://core.telegram.org/method/auth.logOut">auth.logOut</a>
 */
final class LogOut {
  void handle(Call call) {
    call.ask(new KeyRequest.Authorize(call.asker().authKeyId(), 0), new Forgotten());
  }

  private record Forgotten() implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      call.signedOut(AuthLoggedOut.builder().build());
    }
  }
}
