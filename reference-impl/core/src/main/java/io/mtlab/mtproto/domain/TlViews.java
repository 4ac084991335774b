package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.store.NewAccount;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.store.StoredLetter;
import io.mtlab.mtproto.store.StoredPost;
import io.mtlab.mtproto.tl.api.Channel;
import io.mtlab.mtproto.tl.api.ChatPhotoEmpty;
import io.mtlab.mtproto.tl.api.ChatType;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.PeerChannel;
import io.mtlab.mtproto.tl.api.PeerUser;
import io.mtlab.mtproto.tl.api.UpdateType;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.mtproto.tl.api.UserType;
import java.util.List;

/** Accounts, channels and messages as a client sees them. */
public final class TlViews {
  private TlViews() {}

  /** The seconds of a time. */
  public static int seconds(long now) {
    return (int) (now / Time.SECOND);
  }

  /** An account as this viewer sees it: the phone number is for its owner only. */
  public static User user(StoredAccount stored, long viewerId) {
    boolean self = stored.id() == viewerId;
    User.Builder view = common(stored).self(self).accessHash(stored.account().accessHash());
    if (self && !stored.bot()) {
      view.phone(stored.account().phone());
    }
    return view.build();
  }

  /**
   * An account as everybody may see it at once: the constructor's "min" says that nothing in it
   * depends on the viewer.
   */
  public static User minUser(StoredAccount stored) {
    return common(stored).min(true).accessHash(stored.account().accessHash()).build();
  }

  private static User.Builder common(StoredAccount stored) {
    NewAccount account = stored.account();
    User.Builder view = User.builder().id(stored.id()).firstName(account.firstName());
    if (!account.lastName().isEmpty()) {
      view.lastName(account.lastName());
    }
    if (stored.bot()) {
      // A bot without a version of its description is not recognised as a bot.
      view.bot(true).botInfoVersion(1);
    }
    return view;
  }

  /** A channel as this viewer sees it. */
  public static Channel channel(ChannelEntity channel, long viewerId) {
    return common(channel)
        .creator(viewerId == channel.made().creatorId())
        .left(!channel.hasMember(viewerId))
        .participantsCount(channel.memberCount())
        .build();
  }

  /** A channel as everybody may see it at once. */
  public static Channel minChannel(ChannelEntity channel) {
    return common(channel).min(true).build();
  }

  private static Channel.Builder common(ChannelEntity channel) {
    Channel.Builder view =
        Channel.builder()
            .id(channel.id())
            .accessHash(channel.made().accessHash())
            .title(channel.made().title())
            .megagroup(channel.made().megagroup())
            .broadcast(!channel.made().megagroup())
            .photo(new ChatPhotoEmpty())
            .date(channel.made().date());
    if (!channel.username().isEmpty()) {
      view.username(channel.username());
    }
    return view;
  }

  /** A message of a channel; {@code out} for its sender. */
  public static Message post(StoredPost post, ChannelEntity channel, boolean out) {
    Message.Builder view =
        Message.builder()
            .out(out)
            .id(post.id())
            .peerId(new PeerChannel(channel.id()))
            .date(post.date())
            .message(post.text());
    // What a broadcast channel says, the channel says.
    if (channel.made().megagroup()) {
      view.fromId(new PeerUser(post.senderId()));
    } else {
      view.post(true);
    }
    return view.build();
  }

  /** A message of a private chat, as it lies in the mailbox of this owner. */
  public static Message letter(StoredLetter letter, long ownerId) {
    Message.Builder view =
        Message.builder()
            .out(letter.out())
            .id(letter.id())
            .fromId(new PeerUser(letter.out() ? ownerId : letter.peerId()))
            .peerId(new PeerUser(letter.peerId()))
            .date(letter.date())
            .message(letter.text());
    if (letter.peerId() == ownerId) {
      view.savedPeerId(new PeerUser(ownerId));
    }
    return view.build();
  }

  /** Updates outside the sequence of {@code seq}. */
  public static Updates updates(
      List<UpdateType> updates, List<UserType> users, List<ChatType> chats, long now) {
    return Updates.builder()
        .updates(updates)
        .users(users)
        .chats(chats)
        .date(seconds(now))
        .seq(0)
        .build();
  }
}
