package io.mtlab.mtproto.store;

import java.util.List;

/** What a store says about channels. */
public sealed interface ChannelAnswer extends StoreAnswer {
  /** The channel that was asked for or made. */
  record Found(StoredChannel channel) implements ChannelAnswer {}

  /** There is none. */
  record Unknown() implements ChannelAnswer {}

  /**
   * The user is a member.
   *
   * @param isNew whether it was none before
   * @param members how many there are now
   */
  record MemberAdded(boolean isNew, int members) implements ChannelAnswer {}

  /**
   * The user is no member.
   *
   * @param was whether it was one before
   * @param members how many there are now
   */
  record MemberRemoved(boolean was, int members) implements ChannelAnswer {}

  /** Members by growing user id; fewer than the limit on the last page. */
  record Members(List<StoredMember> page) implements ChannelAnswer {
    /** Copies the list. */
    public Members {
      page = List.copyOf(page);
    }
  }

  /**
   * The message has its place.
   *
   * @param post the message
   * @param isNew false when it stands since an earlier request with the same random_id
   */
  record Appended(StoredPost post, boolean isNew) implements ChannelAnswer {}

  /**
   * Events behind a pts, oldest first.
   *
   * @param posts at most as many as was asked for
   * @param pts the channel's last event
   */
  record Events(List<StoredPost> posts, int pts) implements ChannelAnswer {
    /** Copies the list. */
    public Events {
      posts = List.copyOf(posts);
    }
  }
}
