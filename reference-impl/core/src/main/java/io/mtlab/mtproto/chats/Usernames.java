package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.NameAnswer;
import io.mtlab.mtproto.store.NameRequest;
import io.mtlab.mtproto.store.PeerId;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.api.ChannelsCheckUsername;
import io.mtlab.mtproto.tl.api.ChannelsUpdateUsername;
import io.mtlab.mtproto.tl.api.ContactsResolveUsername;
import io.mtlab.mtproto.tl.api.ContactsResolvedPeer;
import io.mtlab.mtproto.tl.api.PeerChannel;
import io.mtlab.mtproto.tl.api.PeerUser;
import java.util.List;
import java.util.regex.Pattern;

/**
 * contacts.resolveUsername, channels.checkUsername, channels.updateUsername.
 *
 * @see <a href="https://core.telegram.org/api/links#public-username-links">api/links</a>
 */
final class Usernames {
  static final RpcError INVALID = new RpcError(400, "USERNAME_INVALID");
  static final RpcError NOT_OCCUPIED = new RpcError(400, "USERNAME_NOT_OCCUPIED");
  static final RpcError OCCUPIED = new RpcError(400, "USERNAME_OCCUPIED");
  static final RpcError NOT_MODIFIED = new RpcError(400, "USERNAME_NOT_MODIFIED");
  static final RpcError ADMIN_REQUIRED = new RpcError(400, "CHAT_ADMIN_REQUIRED");

  /** 5 to 32 letters, digits and underscores; a letter first. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{4,31}");

  private final Channels channels;

  Usernames(Channels channels) {
    this.channels = channels;
  }

  void resolve(ContactsResolveUsername method, Call call) {
    if (NAME.matcher(method.username()).matches()) {
      call.ask(new NameRequest.Resolve(method.username()), new Resolved(channels));
    } else {
      call.refuse(INVALID);
    }
  }

  void check(ChannelsCheckUsername method, Call call, long now) {
    if (!NAME.matcher(method.username()).matches()) {
      call.refuse(INVALID);
      return;
    }
    channels.open(
        method.channel(),
        call,
        (channel, same, then) ->
            same.ask(new NameRequest.Resolve(method.username()), new Checked(channel)),
        now);
  }

  /** An empty name takes the channel's name away. */
  void update(ChannelsUpdateUsername method, Call call, long now) {
    String name = method.username();
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      call.refuse(INVALID);
      return;
    }
    channels.open(method.channel(), call, (channel, same, then) -> claim(name, channel, same), now);
  }

  private static void claim(String name, ChannelEntity channel, Call call) {
    if (call.asker().userId() != channel.made().creatorId()) {
      call.refuse(ADMIN_REQUIRED);
    } else if (channel.username().equals(name)) {
      call.refuse(NOT_MODIFIED);
    } else {
      PeerId peer = new PeerId.Channel(channel.id());
      call.ask(new NameRequest.Claim(name, peer), new Claimed(channel, name));
    }
  }

  private record Resolved(Channels channels) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof NameAnswer.Owner owner)) {
        call.refuse(NOT_OCCUPIED);
        return;
      }
      switch (owner.peer()) {
        case PeerId.User user -> call.ask(new AccountRequest.ById(user.id()), new FoundUser());
        case PeerId.Channel channel -> channels.open(channel.id(), call, Resolved::answer, now);
      }
    }

    private static void answer(ChannelEntity channel, Call call, long now) {
      call.answer(
          new ContactsResolvedPeer(
              new PeerChannel(channel.id()),
              List.of(TlViews.channel(channel, call.asker().userId())),
              List.of()));
    }
  }

  private record FoundUser() implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof AccountAnswer.Found found) {
        call.answer(
            new ContactsResolvedPeer(
                new PeerUser(found.account().id()),
                List.of(),
                List.of(TlViews.user(found.account(), call.asker().userId()))));
      } else {
        call.refuse(NOT_OCCUPIED);
      }
    }
  }

  private record Checked(ChannelEntity channel) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      boolean free =
          !(answer instanceof NameAnswer.Owner owner)
              || owner.peer().equals(new PeerId.Channel(channel.id()));
      call.answer(TlBool.of(free));
    }
  }

  private record Claimed(ChannelEntity channel, String name) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (answer instanceof NameAnswer.Claimed) {
        channel.named(name);
        call.answer(TlBool.TRUE);
      } else {
        call.refuse(OCCUPIED);
      }
    }
  }
}
