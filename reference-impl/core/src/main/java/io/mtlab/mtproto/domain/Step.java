package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.store.StoreAnswer;

/**
 * Where a call goes on when the store has answered: a record of what was known when it asked. Each
 * step either ends the call or asks again.
 */
public interface Step {
  /** The store answered what {@code call} had asked. */
  void go(StoreAnswer answer, Call call, long now);
}
