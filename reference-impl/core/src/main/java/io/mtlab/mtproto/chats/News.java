package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.tl.api.UpdateChannel;
import io.mtlab.mtproto.tl.api.Updates;
import java.util.List;

/** The news that a user's place in a channel has changed. */
final class News {
  private News() {}

  /** What this user hears: updateChannel with the channel as he sees it. */
  static Updates about(ChannelEntity channel, long userId, long now) {
    return TlViews.updates(
        List.of(new UpdateChannel(channel.id())),
        List.of(),
        List.of(TlViews.channel(channel, userId)),
        now);
  }

  /** Tells the asker's other sessions, and gives what the asker himself is answered. */
  static Updates toAskerAndOwnSessions(ChannelEntity channel, Call call, long now) {
    Updates updates = about(channel, call.asker().userId(), now);
    call.tell(Audience.OneUser.besides(call.asker()), updates);
    return updates;
  }
}
