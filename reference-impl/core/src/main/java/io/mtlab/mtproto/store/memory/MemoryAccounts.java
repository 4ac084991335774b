package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.NewAccount;
import io.mtlab.mtproto.store.StoredAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The accounts of a {@link MemoryStore}. Ids are given in the order of making. */
final class MemoryAccounts {
  private static final long ID_FIRST = 1_000_001;
  private static final long IDS_OF_DC = 1_000_000_000;

  private final Map<Long, StoredAccount> byId = new HashMap<>();
  private final Map<String, StoredAccount> byPhone = new HashMap<>();
  private final Map<String, StoredAccount> byToken = new HashMap<>();
  private long nextId;

  /** Ids of different data centres never meet. */
  MemoryAccounts(int dc) {
    nextId = ID_FIRST + dc * IDS_OF_DC;
  }

  AccountAnswer answerTo(AccountRequest request) {
    return switch (request) {
      case AccountRequest.ById ask -> found(byId.get(ask.userId()));
      case AccountRequest.ByIds ask ->
          new AccountAnswer.All(
              ask.userIds().stream().map(byId::get).filter(Objects::nonNull).toList());
      case AccountRequest.ByPhone ask -> found(byPhone.get(ask.phone()));
      case AccountRequest.ByBotToken ask -> found(byToken.get(ask.token()));
      case AccountRequest.Create ask -> new AccountAnswer.Found(create(ask.account()));
      case AccountRequest.Adopt ask -> adopt(ask.account());
    };
  }

  private AccountAnswer adopt(StoredAccount account) {
    StoredAccount known = byId.putIfAbsent(account.id(), account);
    if (known != null && known.account().accessHash() != account.account().accessHash()) {
      return new AccountAnswer.Unknown();
    }
    return new AccountAnswer.Found(known == null ? account : known);
  }

  private StoredAccount create(NewAccount account) {
    boolean bot = !account.botToken().isEmpty();
    Map<String, StoredAccount> index = bot ? byToken : byPhone;
    return index.computeIfAbsent(
        bot ? account.botToken() : account.phone(),
        name -> {
          StoredAccount made = new StoredAccount(nextId++, account);
          byId.put(made.id(), made);
          return made;
        });
  }

  private static AccountAnswer found(@Nullable StoredAccount account) {
    return account == null ? new AccountAnswer.Unknown() : new AccountAnswer.Found(account);
  }
}
