package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.tl.api.ChannelsGetChannels;
import io.mtlab.mtproto.tl.api.ChatType;
import io.mtlab.mtproto.tl.api.InputChannelType;
import io.mtlab.mtproto.tl.api.MessagesChats;
import java.util.ArrayList;
import java.util.List;

/**
 * channels.getChannels.
 *
 * @see <a href="https://core.telegram.org/method/channels.getChannels">channels.getChannels</a>
 */
final class GetChannels {
  /** How many may be asked for at once. */
  static final int CHANNELS_MAX = 200;

  static final RpcError LIMIT_INVALID = new RpcError(400, "LIMIT_INVALID");

  private final Channels channels;

  GetChannels(Channels channels) {
    this.channels = channels;
  }

  void handle(ChannelsGetChannels method, Call call, long now) {
    if (method.id().size() > CHANNELS_MAX) {
      call.refuse(LIMIT_INVALID);
      return;
    }
    new Collecting(channels, method.id(), new ArrayList<>()).next(call, now);
  }

  /** One channel after the other, since each may have to be loaded. */
  private record Collecting(Channels channels, List<InputChannelType> asked, List<ChatType> found)
      implements Channels.Use {
    void next(Call call, long now) {
      if (found.size() == asked.size()) {
        call.answer(new MessagesChats(found));
      } else {
        channels.open(asked.get(found.size()), call, this, now);
      }
    }

    @Override
    public void go(ChannelEntity channel, Call call, long now) {
      if (!channel.isVisibleTo(call.asker().userId())) {
        call.refuse(Errors.CHANNEL_PRIVATE);
        return;
      }
      found.add(TlViews.channel(channel, call.asker().userId()));
      next(call, now);
    }
  }
}
