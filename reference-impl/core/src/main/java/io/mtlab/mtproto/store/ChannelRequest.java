package io.mtlab.mtproto.store;

/** About channels and supergroups, their members and their events. */
public sealed interface ChannelRequest extends StoreRequest {
  /** Make a channel whose only member is its creator. {@link ChannelAnswer.Found}. */
  record Create(NewChannel channel) implements ChannelRequest {}

  /** About one channel. Each may bring {@link ChannelAnswer.Unknown}. */
  sealed interface OfChannel extends ChannelRequest {
    /** The channel. */
    long channelId();
  }

  /** Answered by {@link ChannelAnswer.Found} or {@link ChannelAnswer.Unknown}. */
  record Get(long channelId) implements OfChannel {}

  /**
   * Answered by {@link ChannelAnswer.MemberAdded}; the member's first date stays when the user was
   * a member already.
   */
  record AddMember(long channelId, StoredMember member) implements OfChannel {}

  /** Answered by {@link ChannelAnswer.MemberRemoved}. */
  record RemoveMember(long channelId, long userId) implements OfChannel {}

  /**
   * One page of the members, by growing user id. {@link ChannelAnswer.Members}.
   *
   * @param channelId the channel
   * @param afterUserId 0 for the first page
   * @param limit 1 to {@link #MEMBERS_MAX}
   */
  record ListMembers(long channelId, long afterUserId, int limit) implements OfChannel {
    /** The longest page. */
    public static final int MEMBERS_MAX = 10_000;
  }

  /**
   * Remember a message as the channel's next event: the store gives it the next message id and the
   * next pts. Answered by {@link ChannelAnswer.Appended}; with the message of the first time when
   * this sender has used the random_id in this channel before.
   *
   * @param channelId the channel
   * @param senderId who wrote it
   * @param randomId the sender's own mark, against doubles
   * @param date Unix seconds
   * @param text not empty
   */
  record Append(long channelId, long senderId, long randomId, int date, String text)
      implements OfChannel {
    @Override
    public String toString() {
      return "Append[channel " + channelId + ", sender " + senderId + "]";
    }
  }

  /**
   * The events behind a pts, oldest first. {@link ChannelAnswer.Events}.
   *
   * @param channelId the channel
   * @param pts the last event that the asker knows
   * @param limit 1 to {@link #EVENTS_MAX}
   */
  record ListEvents(long channelId, int pts, int limit) implements OfChannel {
    /** The longest list. */
    public static final int EVENTS_MAX = 100;
  }
}
