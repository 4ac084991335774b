package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.ChannelAnswer;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredMember;
import io.mtlab.mtproto.tl.api.ChannelsJoinChannel;
import io.mtlab.mtproto.tl.api.ChannelsLeaveChannel;
import io.mtlab.mtproto.tl.api.MessagesChatInviteJoinResultOk;

/**
 * channels.joinChannel, channels.leaveChannel. Coming and going makes no message, so that two
 * hundred thousand members may come at once.
 *
 * @see <a href="https://core.telegram.org/method/channels.joinChannel">channels.joinChannel</a>
 */
final class Membership {
  static final RpcError ALREADY = new RpcError(400, "USER_ALREADY_PARTICIPANT");
  static final RpcError NOT_PARTICIPANT = new RpcError(400, "USER_NOT_PARTICIPANT");
  static final RpcError CREATOR = new RpcError(400, "USER_CREATOR");
  static final RpcError TOO_MUCH = new RpcError(400, "USERS_TOO_MUCH");

  /** Members of the largest supergroup, beside the one who made it. */
  static final int MEMBERS_MAX = 200_000;

  private final Channels channels;

  Membership(Channels channels) {
    this.channels = channels;
  }

  void join(ChannelsJoinChannel method, Call call, long now) {
    channels.open(method.channel(), call, Membership::join, now);
  }

  private static void join(ChannelEntity channel, Call call, long now) {
    long user = call.asker().userId();
    if (channel.hasMember(user)) {
      call.refuse(ALREADY);
    } else if (!channel.isVisibleTo(user)) {
      call.refuse(Errors.CHANNEL_PRIVATE);
    } else if (channel.memberCount() > MEMBERS_MAX) {
      call.refuse(TOO_MUCH);
    } else {
      StoredMember member = new StoredMember(user, user, TlViews.seconds(now));
      call.ask(new ChannelRequest.AddMember(channel.id(), member), new Joined(channel));
    }
  }

  void leave(ChannelsLeaveChannel method, Call call, long now) {
    channels.open(method.channel(), call, Membership::leave, now);
  }

  private static void leave(ChannelEntity channel, Call call, long now) {
    long user = call.asker().userId();
    if (!channel.hasMember(user)) {
      call.refuse(NOT_PARTICIPANT);
    } else if (user == channel.made().creatorId()) {
      call.refuse(CREATOR);
    } else {
      call.ask(new ChannelRequest.RemoveMember(channel.id(), user), new Left(channel));
    }
  }

  private record Joined(ChannelEntity channel) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof ChannelAnswer.MemberAdded)) {
        throw new IllegalStateException("no member was added: " + answer);
      }
      channel.joined(call.asker().userId());
      call.answer(
          new MessagesChatInviteJoinResultOk(News.toAskerAndOwnSessions(channel, call, now)));
    }
  }

  private record Left(ChannelEntity channel) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof ChannelAnswer.MemberRemoved)) {
        throw new IllegalStateException("no member was removed: " + answer);
      }
      channel.left(call.asker().userId());
      call.answer(News.toAskerAndOwnSessions(channel, call, now));
    }
  }
}
