package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.SignedIn;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.tl.api.AuthImportAuthorization;

/**
 * auth.importAuthorization: signs an account in for which another data centre vouches.
 *
 * @see <a href="https://core.telegram.org/method/auth.importAuthorization">method</a>
 */
final class ImportAuthorization {
  static final RpcError AUTH_BYTES_INVALID = new RpcError(400, "AUTH_BYTES_INVALID");

  private final Transfers transfers;

  ImportAuthorization(Transfers transfers) {
    this.transfers = transfers;
  }

  void handle(AuthImportAuthorization method, Call call, long now) {
    StoredAccount account = transfers.take(method.id(), method.bytes(), now);
    if (account == null) {
      call.refuse(AUTH_BYTES_INVALID);
    } else {
      call.ask(new AccountRequest.Adopt(account), new Adopted());
    }
  }

  private record Adopted() implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found found) {
        SignedIn.as(found.account(), call);
      } else {
        call.refuse(AUTH_BYTES_INVALID);
      }
    }
  }
}
