package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.store.StoredPost;
import io.mtlab.mtproto.tl.api.Message;
import org.jspecify.annotations.Nullable;

/**
 * Posts as everybody but their senders sees them. All members of a channel ask for the same ones,
 * so the latest are remembered.
 */
final class SeenPosts {
  /** A power of two. A text has at most 4,096 characters, so this is 16 MiB at the most. */
  private static final int REMEMBERED = 1_024;

  private final @Nullable Seen[] remembered = new @Nullable Seen[REMEMBERED];

  private record Seen(long channelId, StoredPost post, Message view) {}

  Message of(StoredPost post, ChannelEntity channel) {
    int place = post.id() & (REMEMBERED - 1);
    Seen known = remembered[place];
    if (known == null || known.channelId != channel.id() || !known.post.equals(post)) {
      known = new Seen(channel.id(), post, TlViews.post(post, channel, false));
      remembered[place] = known;
    }
    return known.view;
  }
}
