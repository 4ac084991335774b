package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.tl.api.AuthExportAuthorization;
import io.mtlab.mtproto.tl.api.AuthExportedAuthorization;

/**
 * auth.exportAuthorization: lets the account of the asker in at another data centre.
 *
 * @see <a href="https://core.telegram.org/method/auth.exportAuthorization">method</a>
 */
final class ExportAuthorization {
  static final RpcError DC_ID_INVALID = new RpcError(400, "DC_ID_INVALID");

  private final Transfers transfers;
  private final PhoneHomes homes;
  private final Entropy entropy;

  ExportAuthorization(Transfers transfers, PhoneHomes homes, Entropy entropy) {
    this.transfers = transfers;
    this.homes = homes;
    this.entropy = entropy;
  }

  void handle(AuthExportAuthorization method, Call call) {
    if (!transfers.isTrusted() || !homes.isOther(method.dcId())) {
      call.refuse(DC_ID_INVALID);
      return;
    }
    call.ask(
        new AccountRequest.ById(call.asker().userId()),
        new LookedUp(transfers, method.dcId(), entropy.nextLong()));
  }

  private record LookedUp(Transfers transfers, int toDc, long nonce) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found found) {
        call.answer(
            new AuthExportedAuthorization(
                found.account().id(), transfers.export(found.account(), toDc, nonce, now)));
      } else {
        call.refuse(Errors.AUTH_KEY_UNREGISTERED);
      }
    }
  }
}
