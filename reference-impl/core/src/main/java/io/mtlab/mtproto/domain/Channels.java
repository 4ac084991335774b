package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.store.ChannelAnswer;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredChannel;
import io.mtlab.mtproto.store.StoredMember;
import io.mtlab.mtproto.tl.api.InputChannel;
import io.mtlab.mtproto.tl.api.InputChannelType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The channels in use. One that is not here yet is loaded from the store, its members page by page,
 * before a call goes on with it.
 */
public final class Channels {
  private final Map<Long, ChannelEntity> byId = new HashMap<>();

  /** Goes on with a channel. */
  public interface Use {
    /** The channel is there. */
    void go(ChannelEntity channel, Call call, long now);
  }

  /**
   * Goes on with the channel that a client names. An unknown one, or a wrong access hash, is {@code
   * CHANNEL_INVALID}.
   */
  public void open(InputChannelType named, Call call, Use use, long now) {
    if (!(named instanceof InputChannel input)) {
      call.refuse(Errors.CHANNEL_INVALID);
      return;
    }
    open(
        input.channelId(),
        call,
        (channel, same, then) -> {
          if (channel.made().accessHash() == input.accessHash()) {
            use.go(channel, same, then);
          } else {
            same.refuse(Errors.CHANNEL_INVALID);
          }
        },
        now);
  }

  /** Goes on with the channel of this id. */
  public void open(long id, Call call, Use use, long now) {
    ChannelEntity here = byId.get(id);
    if (here != null) {
      use.go(here, call, now);
    } else {
      call.ask(new ChannelRequest.Get(id), new Loading(this, use));
    }
  }

  /** A channel was made, with its creator as the only member. */
  public ChannelEntity made(StoredChannel stored) {
    ChannelEntity channel = new ChannelEntity(stored);
    channel.joined(stored.channel().creatorId());
    byId.put(stored.id(), channel);
    return channel;
  }

  private record Loading(Channels channels, Use use) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof ChannelAnswer.Found found) {
        ChannelEntity channel = new ChannelEntity(found.channel());
        LoadingMembers.ask(call, 0, new LoadingMembers(channels, channel, use));
      } else {
        call.refuse(Errors.CHANNEL_INVALID);
      }
    }
  }

  private record LoadingMembers(Channels channels, ChannelEntity channel, Use use) implements Step {
    private static final int PAGE = ChannelRequest.ListMembers.MEMBERS_MAX;

    static void ask(Call call, long after, LoadingMembers next) {
      call.ask(new ChannelRequest.ListMembers(next.channel.id(), after, PAGE), next);
    }

    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof ChannelAnswer.Members members)) {
        call.refuse(Errors.CHANNEL_INVALID);
        return;
      }
      List<StoredMember> page = members.page();
      page.forEach(member -> channel.joined(member.userId()));
      if (page.size() == PAGE) {
        ask(call, page.getLast().userId(), this);
        return;
      }
      // Another call may have been faster; its entity has seen what happened since.
      ChannelEntity first = channels.byId.putIfAbsent(channel.id(), channel);
      use.go(first == null ? channel : first, call, now);
    }
  }
}
