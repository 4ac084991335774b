package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.ChannelsCheckUsername;
import io.mtlab.mtproto.tl.api.ChannelsCreateChannel;
import io.mtlab.mtproto.tl.api.ChannelsGetChannels;
import io.mtlab.mtproto.tl.api.ChannelsInviteToChannel;
import io.mtlab.mtproto.tl.api.ChannelsJoinChannel;
import io.mtlab.mtproto.tl.api.ChannelsLeaveChannel;
import io.mtlab.mtproto.tl.api.ChannelsUpdateUsername;
import io.mtlab.mtproto.tl.api.ContactsResolveUsername;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import java.util.function.LongSupplier;

/** The chapter of supergroups, channels and private chats. */
public final class Chats implements Chapter {
  private final CreateChannel createChannel;
  private final Usernames usernames;
  private final Membership membership;
  private final Invitation invitation;
  private final GetChannels getChannels;
  private final SendMessage sendMessage;

  /**
   * With these entities.
   *
   * @param channels shared with the chapter of updates
   * @param accessHashes random numbers for new channels
   */
  public Chats(Channels channels, LongSupplier accessHashes) {
    createChannel = new CreateChannel(channels, accessHashes);
    usernames = new Usernames(channels);
    membership = new Membership(channels);
    invitation = new Invitation(channels);
    getChannels = new GetChannels(channels);
    sendMessage = new SendMessage(channels);
  }

  /** In the order of the documentation. */
  @Override
  public boolean handles(TlMethod<?> method, Call call, long now) {
    switch (method) {
      case ContactsResolveUsername it -> usernames.resolve(it, call);
      case ChannelsCreateChannel it -> createChannel.handle(it, call, now);
      case ChannelsCheckUsername it -> usernames.check(it, call, now);
      case ChannelsUpdateUsername it -> usernames.update(it, call, now);
      case ChannelsGetChannels it -> getChannels.handle(it, call, now);
      case ChannelsJoinChannel it -> membership.join(it, call, now);
      case ChannelsLeaveChannel it -> membership.leave(it, call, now);
      case ChannelsInviteToChannel it -> invitation.handle(it, call, now);
      case MessagesSendMessage it -> sendMessage.handle(it, call, now);
      default -> {
        return false;
      }
    }
    return true;
  }
}
