package io.mtlab.mtproto.domain;

import java.util.function.LongConsumer;

/**
 * Users in an order that is the same in every run, without an object for each of them. It shares
 * its array with the entity that it was taken from: users who were removed there since are 0 and
 * are left out.
 */
public final class UserIds {
  private final long[] ids;
  private final int size;

  private UserIds(long[] ids, int size) {
    this.ids = ids;
    this.size = size;
  }

  /** The first {@code size} of the array, which may grow behind them and be set to 0 within. */
  public static UserIds sharing(long[] ids, int size) {
    if (size > ids.length) {
      throw new IndexOutOfBoundsException(size + " users of " + ids.length);
    }
    return new UserIds(ids, size);
  }

  /** These users. */
  public static UserIds of(long... ids) {
    return new UserIds(ids.clone(), ids.length);
  }

  /** Calls for each user, in order. */
  public void forEach(LongConsumer action) {
    for (int i = 0; i < size; i++) {
      long id = ids[i];
      if (id != 0) {
        action.accept(id);
      }
    }
  }

  @Override
  public String toString() {
    return "UserIds[" + size + "]";
  }
}
