package io.mtlab.mtproto.domain;

/** Whose sessions hear of something. The gate knows the sessions of a user. */
public sealed interface Audience {
  /**
   * All sessions of one user.
   *
   * @param userId the user
   * @param authKeyId with {@code sessionId}: the session that is left out, because it has the news
   *     as its answer
   * @param sessionId see {@code authKeyId}
   */
  record OneUser(long userId, long authKeyId, long sessionId) implements Audience {
    /** All sessions of the asker's user but the asker's own. */
    public static OneUser besides(Asker asker) {
      return new OneUser(asker.userId(), asker.authKeyId(), asker.sessionId());
    }

    /** All sessions of a user: no key has the id 0. */
    public static OneUser whole(long userId) {
      return new OneUser(userId, 0, 0);
    }

    /** Whether this session hears of it. */
    public boolean reaches(long authKeyId, long sessionId) {
      return authKeyId != this.authKeyId || sessionId != this.sessionId;
    }
  }

  /**
   * All sessions of many users.
   *
   * @param users for instance the members of a channel
   * @param exceptUserId one of them who is told otherwise; 0 for nobody
   */
  record Users(UserIds users, long exceptUserId) implements Audience {}
}
