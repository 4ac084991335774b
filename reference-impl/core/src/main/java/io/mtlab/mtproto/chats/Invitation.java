package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.ChannelEntity;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Errors;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredAccount;
import io.mtlab.mtproto.store.StoredMember;
import io.mtlab.mtproto.tl.api.ChannelsInviteToChannel;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.InputUserType;
import io.mtlab.mtproto.tl.api.MessagesInvitedUsers;
import io.mtlab.mtproto.tl.api.UpdatesType;
import java.util.ArrayList;
import java.util.List;

/**
 * channels.inviteToChannel: any member of a supergroup, and the creator of a channel, may bring
 * others in. Who is a member already stays one.
 *
 * @see <a href="https://core.telegram.org/method/channels.inviteToChannel">inviteToChannel</a>
 */
final class Invitation {
  /** How many may be brought in at once. */
  static final int USERS_MAX = 100;

  private final Channels channels;

  Invitation(Channels channels) {
    this.channels = channels;
  }

  void handle(ChannelsInviteToChannel method, Call call, long now) {
    if (method.users().isEmpty() || method.users().size() > USERS_MAX) {
      call.refuse(Membership.TOO_MUCH);
      return;
    }
    List<InputUser> users = new ArrayList<>();
    for (InputUserType user : method.users()) {
      if (!(user instanceof InputUser named)) {
        call.refuse(Errors.USER_ID_INVALID);
        return;
      }
      users.add(named);
    }
    channels.open(
        method.channel(), call, (channel, same, then) -> lookUp(users, channel, same), now);
  }

  private static void lookUp(List<InputUser> users, ChannelEntity channel, Call call) {
    if (!channel.mayWrite(call.asker().userId())) {
      call.refuse(Usernames.ADMIN_REQUIRED);
    } else if (channel.memberCount() + users.size() > Membership.MEMBERS_MAX) {
      call.refuse(Membership.TOO_MUCH);
    } else {
      List<Long> ids = users.stream().map(InputUser::userId).toList();
      call.ask(new AccountRequest.ByIds(ids), new LookedUp(channel, users));
    }
  }

  private record LookedUp(ChannelEntity channel, List<InputUser> users) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.All all)) {
        throw new IllegalStateException("no accounts: " + answer);
      }
      for (InputUser user : users) {
        if (all.accounts().stream().noneMatch(account -> isNamedBy(user, account))) {
          call.refuse(Errors.USER_ID_INVALID);
          return;
        }
      }
      new Adding(channel, users, 0).next(call, now);
    }

    private static boolean isNamedBy(InputUser user, StoredAccount account) {
      return account.id() == user.userId() && account.account().accessHash() == user.accessHash();
    }
  }

  /** The first {@code done} of the users are members in the store. */
  private record Adding(ChannelEntity channel, List<InputUser> users, int done) implements Step {
    void next(Call call, long now) {
      if (done == users.size()) {
        UpdatesType updates = News.toAskerAndOwnSessions(channel, call, now);
        call.answer(new MessagesInvitedUsers(updates, List.of()));
        return;
      }
      StoredMember member =
          new StoredMember(users.get(done).userId(), call.asker().userId(), TlViews.seconds(now));
      call.ask(new ChannelRequest.AddMember(channel.id(), member), this);
    }

    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      long user = users.get(done).userId();
      if (!channel.hasMember(user)) {
        channel.joined(user);
        call.tell(Audience.OneUser.whole(user), News.about(channel, user, now));
      }
      new Adding(channel, users, done + 1).next(call, now);
    }
  }
}
