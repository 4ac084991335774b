package io.mtlab.mtproto.store;

import java.util.List;

/** About accounts: people and bots. */
public sealed interface AccountRequest extends StoreRequest {
  /** Answered by {@link AccountAnswer.Found} or {@link AccountAnswer.Unknown}. */
  record ById(long userId) implements AccountRequest {}

  /** Answered by {@link AccountAnswer.All}, which leaves unknown ids out. */
  record ByIds(List<Long> userIds) implements AccountRequest {
    /** Copies the list. */
    public ByIds {
      userIds = List.copyOf(userIds);
    }
  }

  /**
   * Answered by {@link AccountAnswer.Found} or {@link AccountAnswer.Unknown}.
   *
   * @param phone digits only
   */
  record ByPhone(String phone) implements AccountRequest {
    @Override
    public String toString() {
      return "ByPhone[]";
    }
  }

  /** Answered by {@link AccountAnswer.Found} or {@link AccountAnswer.Unknown}. */
  record ByBotToken(String token) implements AccountRequest {
    @Override
    public String toString() {
      return "ByBotToken[]";
    }
  }

  /**
   * Make an account. Answered by {@link AccountAnswer.Found} with the new account, or with the one
   * that has had this phone number or token before.
   */
  record Create(NewAccount account) implements AccountRequest {}

  /**
   * Know an account that another data centre made. Answered by {@link AccountAnswer.Found}, or by
   * {@link AccountAnswer.Unknown} when another account has its id here.
   */
  record Adopt(StoredAccount account) implements AccountRequest {}
}
