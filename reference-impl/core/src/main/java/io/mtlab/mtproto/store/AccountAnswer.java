package io.mtlab.mtproto.store;

import java.util.List;

/** What a store says about accounts. */
public sealed interface AccountAnswer extends StoreAnswer {
  /** The account that was asked for or made. */
  record Found(StoredAccount account) implements AccountAnswer {}

  /** Those of the accounts asked for that there are, in the order of the question. */
  record All(List<StoredAccount> accounts) implements AccountAnswer {
    /** Copies the list. */
    public All {
      accounts = List.copyOf(accounts);
    }
  }

  /** There is none. */
  record Unknown() implements AccountAnswer {}
}
