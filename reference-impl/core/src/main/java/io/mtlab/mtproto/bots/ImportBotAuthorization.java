package io.mtlab.mtproto.bots;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.SignedIn;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.NewAccount;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * auth.importBotAuthorization.
 *
 * @see <a href="https://core.telegram.org/api/bots">api/bots</a>
 */
final class ImportBotAuthorization {
  static final RpcError ACCESS_TOKEN_INVALID = new RpcError(400, "ACCESS_TOKEN_INVALID");

  /** A number, a colon and a secret: the bot's own id at Telegram stands in front. */
  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,19}:[A-Za-z0-9_-]{6,64}");

  private final TokenPolicy policy;
  private final LongSupplier accessHashes;

  ImportBotAuthorization(TokenPolicy policy, LongSupplier accessHashes) {
    this.policy = policy;
    this.accessHashes = accessHashes;
  }

  void handle(AuthImportBotAuthorization method, Call call) {
    String token = method.botAuthToken();
    if (!TOKEN.matcher(token).matches()) {
      call.refuse(ACCESS_TOKEN_INVALID);
      return;
    }
    AccountRequest request =
        switch (policy) {
          case KNOWN -> new AccountRequest.ByBotToken(token);
          case ANY -> {
            String name = "Bot " + token.substring(0, token.indexOf(':'));
            yield new AccountRequest.Create(
                new NewAccount("", token, name, "", accessHashes.getAsLong()));
          }
        };
    call.ask(request, new LookedUp());
  }

  private record LookedUp() implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found found) {
        SignedIn.as(found.account(), call);
      } else {
        call.refuse(ACCESS_TOKEN_INVALID);
      }
    }
  }
}
