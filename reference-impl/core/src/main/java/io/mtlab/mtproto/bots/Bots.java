package io.mtlab.mtproto.bots;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import java.util.function.LongSupplier;

/** The chapter of bots. */
public final class Bots implements Chapter {
  private final ImportBotAuthorization importBotAuthorization;

  /**
   * With this policy of tokens.
   *
   * @param accessHashes random numbers for new accounts
   */
  public Bots(TokenPolicy policy, LongSupplier accessHashes) {
    importBotAuthorization = new ImportBotAuthorization(policy, accessHashes);
  }

  @Override
  public boolean handles(TlMethod<?> method, Call call, long now) {
    if (method instanceof AuthImportBotAuthorization it) {
      importBotAuthorization.handle(it, call);
      return true;
    }
    return false;
  }
}
