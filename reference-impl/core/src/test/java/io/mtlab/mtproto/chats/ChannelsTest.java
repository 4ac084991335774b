package io.mtlab.mtproto.chats;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.api.Channel;
import io.mtlab.mtproto.tl.api.ChannelsCheckUsername;
import io.mtlab.mtproto.tl.api.ChannelsCreateChannel;
import io.mtlab.mtproto.tl.api.ChannelsGetChannels;
import io.mtlab.mtproto.tl.api.ChannelsInviteToChannel;
import io.mtlab.mtproto.tl.api.ChannelsJoinChannel;
import io.mtlab.mtproto.tl.api.ChannelsLeaveChannel;
import io.mtlab.mtproto.tl.api.ChannelsUpdateUsername;
import io.mtlab.mtproto.tl.api.ContactsResolveUsername;
import io.mtlab.mtproto.tl.api.ContactsResolvedPeer;
import io.mtlab.mtproto.tl.api.InputChannel;
import io.mtlab.mtproto.tl.api.InputChannelEmpty;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.InputUserType;
import io.mtlab.mtproto.tl.api.MessagesChats;
import io.mtlab.mtproto.tl.api.MessagesInvitedUsers;
import io.mtlab.mtproto.tl.api.PeerChannel;
import io.mtlab.mtproto.tl.api.UpdateChannel;
import io.mtlab.mtproto.tl.api.Updates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTest {
  private final DomainBench bench = new DomainBench();
  private final Asker ada = bench.person("9996620001");
  private final Asker bob = bench.person("9996620002");
  private final Asker eve = bench.person("9996620003");

  @Test
  void a_supergroup_is_found_by_its_name_and_joined() {
    Group group = Group.named(bench, ada, "broadcast");

    ContactsResolvedPeer found =
        bench.result(bob, resolve("BroadCast"), ContactsResolvedPeer.class);
    group.joinedBy(bob);

    Channel before = (Channel) found.chats().getFirst();
    assertThat(found.peer()).isEqualTo(new PeerChannel(group.input.channelId()));
    assertThat(before.left()).isTrue();
    assertThat(before.megagroup()).isTrue();
    assertThat(before.accessHash()).isEqualTo(group.input.accessHash());
    Channel after = seenBy(bob, group);
    assertThat(after.left()).isFalse();
    assertThat(after.creator()).isFalse();
    assertThat(after.participantsCount()).isEqualTo(2);
    assertThat(seenBy(ada, group).creator()).isTrue();
  }

  @Test
  void who_joins_hears_of_it_in_his_other_sessions_only() {
    Group group = Group.named(bench, ada, "broadcast");
    bench.deliveries.clear();

    group.joinedBy(bob);

    assertThat(bench.deliveries).hasSize(1);
    assertThat(bench.deliveries.getFirst().audience()).isEqualTo(Audience.OneUser.besides(bob));
    assertThat(((Updates) bench.deliveries.getFirst().updates()).updates())
        .containsExactly(new UpdateChannel(group.input.channelId()));
  }

  @Test
  void joining_and_leaving_twice_are_errors() {
    Group group = Group.named(bench, ada, "broadcast");
    group.joinedBy(bob);

    assertThat(bench.error(bob, new ChannelsJoinChannel(group.input)))
        .isEqualTo("400 USER_ALREADY_PARTICIPANT");
    bench.result(bob, new ChannelsLeaveChannel(group.input), Updates.class);
    assertThat(bench.error(bob, new ChannelsLeaveChannel(group.input)))
        .isEqualTo("400 USER_NOT_PARTICIPANT");
    assertThat(seenBy(bob, group).left()).isTrue();
    assertThat(bench.error(ada, new ChannelsLeaveChannel(group.input)))
        .isEqualTo("400 USER_CREATOR");
  }

  @Test
  void a_private_channel_is_closed_to_strangers() {
    Group group = Group.named(bench, ada, "");

    assertThat(bench.error(bob, new ChannelsJoinChannel(group.input)))
        .isEqualTo("400 CHANNEL_PRIVATE");
    assertThat(bench.error(bob, new ChannelsGetChannels(List.of(group.input))))
        .isEqualTo("400 CHANNEL_PRIVATE");
  }

  @Test
  void a_channel_is_named_by_id_and_access_hash_together() {
    Group group = Group.named(bench, ada, "broadcast");
    long id = group.input.channelId();

    for (var wrong :
        List.of(
            new InputChannel(id, group.input.accessHash() + 1),
            new InputChannel(id + 1, group.input.accessHash()),
            new InputChannelEmpty())) {
      assertThat(bench.error(bob, new ChannelsJoinChannel(wrong))).isEqualTo("400 CHANNEL_INVALID");
    }
  }

  @Test
  void a_title_is_needed() {
    for (String title : List.of("", "  ", "t".repeat(129))) {
      assertThat(bench.error(ada, create(title, ""))).isEqualTo("400 CHAT_TITLE_EMPTY");
    }
    assertThat(bench.error(ada, create("Title", "a".repeat(256))))
        .isEqualTo("400 CHAT_ABOUT_TOO_LONG");
  }

  @Test
  void a_name_is_given_by_the_creator_once_and_free() {
    Group group = Group.named(bench, ada, "broadcast");
    Group other = Group.named(bench, bob, "");

    assertThat(bench.error(bob, new ChannelsUpdateUsername(group.input, "another")))
        .isEqualTo("400 CHAT_ADMIN_REQUIRED");
    assertThat(bench.error(bob, new ChannelsUpdateUsername(other.input, "BROADCAST")))
        .isEqualTo("400 USERNAME_OCCUPIED");
    assertThat(bench.error(ada, new ChannelsUpdateUsername(group.input, "broadcast")))
        .isEqualTo("400 USERNAME_NOT_MODIFIED");
    assertThat(check(other, "broadcast")).isEqualTo(TlBool.FALSE);
    assertThat(check(other, "something")).isEqualTo(TlBool.TRUE);
    for (String name : List.of("four", "1abcd", "with-dash", "a".repeat(33))) {
      assertThat(bench.error(ada, new ChannelsUpdateUsername(group.input, name)))
          .isEqualTo("400 USERNAME_INVALID");
    }
  }

  @Test
  void a_name_that_was_given_back_is_found_no_more() {
    Group group = Group.named(bench, ada, "broadcast");

    bench.result(ada, new ChannelsUpdateUsername(group.input, ""), TlBool.class);

    assertThat(bench.error(bob, resolve("broadcast"))).isEqualTo("400 USERNAME_NOT_OCCUPIED");
    assertThat(bench.error(bob, resolve("x"))).isEqualTo("400 USERNAME_INVALID");
  }

  @Test
  void a_member_brings_others_in_and_they_hear_of_it() {
    Group group = Group.named(bench, ada, "broadcast");
    group.joinedBy(bob);
    bench.deliveries.clear();

    MessagesInvitedUsers answer =
        bench.result(bob, invite(group, eve, ada), MessagesInvitedUsers.class);

    assertThat(answer.missingInvitees()).isEmpty();
    assertThat(bench.deliveries)
        .extracting(delivery -> delivery.audience())
        .containsExactly(Audience.OneUser.whole(eve.userId()), Audience.OneUser.besides(bob));
    assertThat(seenBy(eve, group).left()).isFalse();
    assertThat(seenBy(eve, group).participantsCount()).isEqualTo(3);
  }

  @Test
  void who_is_no_member_brings_nobody_in_and_nobody_brings_in_who_is_not() {
    Group group = Group.named(bench, ada, "broadcast");

    assertThat(bench.error(bob, invite(group, eve))).isEqualTo("400 CHAT_ADMIN_REQUIRED");
    for (var wrong : List.of(new InputUser(eve.userId(), 1), new InputUserSelf())) {
      assertThat(bench.error(ada, new ChannelsInviteToChannel(group.input, List.of(wrong))))
          .isEqualTo("400 USER_ID_INVALID");
    }
    assertThat(bench.error(ada, new ChannelsInviteToChannel(group.input, List.of())))
        .isEqualTo("400 USERS_TOO_MUCH");
    assertThat(seenBy(ada, group).participantsCount()).isEqualTo(1);
  }

  @Test
  void a_domain_that_forgot_everything_loads_the_channel_with_its_members() {
    Group group = Group.named(bench, ada, "broadcast");
    group.joinedBy(bob);

    bench.restartDomain(TokenPolicy.ANY);

    assertThat(seenBy(bob, group).left()).isFalse();
    assertThat(seenBy(eve, group).left()).isTrue();
    assertThat(seenBy(eve, group).participantsCount()).isEqualTo(2);
    assertThat(seenBy(eve, group).username()).isEqualTo("broadcast");
  }

  private TlBool check(Group group, String name) {
    return bench.result(bob, new ChannelsCheckUsername(group.input, name), TlBool.class);
  }

  private Channel seenBy(Asker asker, Group group) {
    ChannelsGetChannels method = new ChannelsGetChannels(List.of(group.input));
    return (Channel) bench.result(asker, method, MessagesChats.class).chats().getFirst();
  }

  private ChannelsInviteToChannel invite(Group group, Asker... users) {
    List<InputUserType> named = new ArrayList<>();
    for (Asker user : users) {
      named.add(bench.inputOf(user));
    }
    return new ChannelsInviteToChannel(group.input, named);
  }

  private static ContactsResolveUsername resolve(String name) {
    return new ContactsResolveUsername(name, null);
  }

  private static ChannelsCreateChannel create(String title, String about) {
    return ChannelsCreateChannel.builder().megagroup(true).title(title).about(about).build();
  }
}
