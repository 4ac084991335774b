package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.ChannelAnswer;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.NewChannel;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.tl.api.ChannelsCreateChannel;
import java.util.function.LongSupplier;

/**
 * channels.createChannel: a supergroup or a broadcast channel with the asker as its only member.
 *
 * @see <a href="https://core.telegram.org/method/channels.createChannel">channels.createChannel</a>
 */
final class CreateChannel {
  /** The longest title, in UTF-16 units. */
  static final int TITLE_MAX = 128;

  /** The longest description, in UTF-16 units. */
  static final int ABOUT_MAX = 255;

  static final RpcError TITLE_EMPTY = new RpcError(400, "CHAT_TITLE_EMPTY");
  static final RpcError ABOUT_TOO_LONG = new RpcError(400, "CHAT_ABOUT_TOO_LONG");

  private final Channels channels;
  private final LongSupplier accessHashes;

  CreateChannel(Channels channels, LongSupplier accessHashes) {
    this.channels = channels;
    this.accessHashes = accessHashes;
  }

  void handle(ChannelsCreateChannel method, Call call, long now) {
    String title = method.title().strip();
    // No error of its own is known for a title that is too long.
    if (title.isEmpty() || title.length() > TITLE_MAX) {
      call.refuse(TITLE_EMPTY);
      return;
    }
    if (method.about().length() > ABOUT_MAX) {
      call.refuse(ABOUT_TOO_LONG);
      return;
    }
    NewChannel channel =
        new NewChannel(
            title,
            method.about(),
            call.asker().userId(),
            method.megagroup(),
            TlViews.seconds(now),
            accessHashes.getAsLong());
    call.ask(new ChannelRequest.Create(channel), new Made(channels));
  }

  private record Made(Channels channels) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof ChannelAnswer.Found found)) {
        throw new IllegalStateException("no channel was made: " + answer);
      }
      ChannelEntity channel = channels.made(found.channel());
      call.answer(News.toAskerAndOwnSessions(channel, call, now));
    }
  }
}
