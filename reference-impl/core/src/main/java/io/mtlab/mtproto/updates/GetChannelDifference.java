package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.ChannelAnswer;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.store.StoredPost;
import io.mtlab.mtproto.tl.api.ChatType;
import io.mtlab.mtproto.tl.api.Dialog;
import io.mtlab.mtproto.tl.api.MessageType;
import io.mtlab.mtproto.tl.api.PeerChannel;
import io.mtlab.mtproto.tl.api.PeerNotifySettings;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifference;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesGetChannelDifference;
import io.mtlab.mtproto.tl.api.UserType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * updates.getChannelDifference: the events of a channel behind a pts, a page at a time; who is too
 * far behind gets the newest page and has to fetch the rest as history.
 *
 * @see <a href="https://core.telegram.org/api/updates#recovering-gaps">api/updates</a>
 */
final class GetChannelDifference {
  /** Events in one answer. */
  static final int LIMIT_MAX = ChannelRequest.ListEvents.EVENTS_MAX;

  /** Behind by more events than this is too far: the top of what clients are told to ask for. */
  static final int BEHIND_MAX = 10_000;

  /** Seconds until a client that is no member may ask again. */
  static final int TIMEOUT_SECONDS = 10;

  static final RpcError TIMESTAMP_EMPTY = new RpcError(400, "PERSISTENT_TIMESTAMP_EMPTY");
  static final RpcError TIMESTAMP_INVALID = new RpcError(400, "PERSISTENT_TIMESTAMP_INVALID");

  private final Channels channels;
  private final SeenPosts seen = new SeenPosts();

  GetChannelDifference(Channels channels) {
    this.channels = channels;
  }

  void handle(UpdatesGetChannelDifference method, Call call, long now) {
    if (method.pts() <= 0) {
      call.refuse(method.pts() == 0 ? TIMESTAMP_EMPTY : TIMESTAMP_INVALID);
      return;
    }
    int limit = Math.clamp(method.limit(), 1, LIMIT_MAX);
    channels.open(
        method.channel(),
        call,
        (channel, same, then) -> look(channel, method.pts(), limit, same),
        now);
  }

  private void look(ChannelEntity channel, int pts, int limit, Call call) {
    if (!channel.isVisibleTo(call.asker().userId())) {
      call.refuse(Errors.CHANNEL_PRIVATE);
    } else if (channel.pts() <= pts) {
      call.answer(new UpdatesChannelDifferenceEmpty(true, channel.pts(), TIMEOUT_SECONDS));
    } else {
      boolean tooFar = channel.pts() - pts > BEHIND_MAX;
      int from = tooFar ? channel.pts() - limit : pts;
      call.ask(
          new ChannelRequest.ListEvents(channel.id(), from, limit),
          new Listed(seen, channel, tooFar));
    }
  }

  private record Listed(SeenPosts seen, ChannelEntity channel, boolean tooFar) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof ChannelAnswer.Events events)) {
        throw new IllegalStateException("no events: " + answer);
      }
      call.ask(
          new AccountRequest.ByIds(senders(events.posts())),
          new SendersKnown(seen, channel, tooFar, events));
    }

    /** Each once; mostly the next post is by the same one. */
    private static List<Long> senders(List<StoredPost> posts) {
      SequencedSet<Long> senders = new LinkedHashSet<>();
      long latest = 0;
      for (StoredPost post : posts) {
        if (senders.isEmpty() || post.senderId() != latest) {
          latest = post.senderId();
          senders.add(latest);
        }
      }
      return List.copyOf(senders);
    }
  }

  private record SendersKnown(
      SeenPosts seen, ChannelEntity channel, boolean tooFar, ChannelAnswer.Events events)
      implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.All all)) {
        throw new IllegalStateException("no accounts: " + answer);
      }
      long viewer = call.asker().userId();
      List<UserType> users =
          all.accounts().stream().map(account -> userSeenBy(viewer, account)).toList();
      List<ChatType> chats = List.of(TlViews.channel(channel, viewer));
      List<MessageType> messages =
          events.posts().stream().map(post -> messageSeenBy(viewer, post)).toList();
      if (tooFar) {
        call.answer(
            UpdatesChannelDifferenceTooLong.builder()
                .finalField(true)
                .timeout(TIMEOUT_SECONDS)
                .dialog(dialog())
                .messages(messages.reversed())
                .chats(chats)
                .users(users)
                .build());
        return;
      }
      int reached = events.posts().isEmpty() ? events.pts() : events.posts().getLast().pts();
      call.answer(
          UpdatesChannelDifference.builder()
              .finalField(reached == events.pts())
              .pts(reached)
              .timeout(TIMEOUT_SECONDS)
              .newMessages(messages)
              .otherUpdates(List.of())
              .chats(chats)
              .users(users)
              .build());
    }

    private static UserType userSeenBy(long viewer, StoredAccount account) {
      return TlViews.user(account, viewer);
    }

    private MessageType messageSeenBy(long viewer, StoredPost post) {
      return post.senderId() == viewer ? TlViews.post(post, channel, true) : seen.of(post, channel);
    }

    private Dialog dialog() {
      return Dialog.builder()
          .peer(new PeerChannel(channel.id()))
          .topMessage(channel.topMessage())
          .unreadCount(channel.topMessage())
          .notifySettings(PeerNotifySettings.builder().build())
          .pts(channel.pts())
          .build();
    }
  }
}
