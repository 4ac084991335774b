package io.mtlab.mtproto.chats;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.Channel;
import io.mtlab.mtproto.tl.api.ChannelsLeaveChannel;
import io.mtlab.mtproto.tl.api.InputPeerChat;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.PeerUser;
import io.mtlab.mtproto.tl.api.UpdateMessageID;
import io.mtlab.mtproto.tl.api.UpdateNewChannelMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.testing.Requirement;
import org.junit.jupiter.api.Test;

class SendMessageTest {
  private final DomainBench bench = new DomainBench();
  private final Asker ada = bench.person("9996620001");
  private final Asker bob = bench.person("9996620002");
  private final Asker eve = bench.person("9996620003");
  private final Group group = Group.named(bench, ada, "broadcast");

  SendMessageTest() {
    group.joinedBy(bob);
    group.joinedBy(eve);
    bench.deliveries.clear();
  }

  @Requirement("U-015")
  void u015_the_sender_learns_id_and_pts_of_his_message() {
    Updates answer = group.post(bob, "hello", 71);

    assertThat(answer.updates().getFirst()).isEqualTo(new UpdateMessageID(1, 71));
    UpdateNewChannelMessage update = (UpdateNewChannelMessage) answer.updates().get(1);
    assertThat(update.pts()).isEqualTo(2);
    assertThat(update.ptsCount()).isEqualTo(1);
    assertThat(((Message) update.message()).out()).isTrue();
    assertThat(((User) answer.users().getFirst()).self()).isTrue();
  }

  @Test
  void every_member_hears_of_it_once_and_the_sender_in_his_other_sessions() {
    group.post(bob, "hello", 71);

    assertThat(bench.deliveries).hasSize(2);
    assertThat(bench.deliveries.getFirst().audience()).isEqualTo(Audience.OneUser.besides(bob));
    assertThat(DomainBench.reached(bench.deliveries.get(1)))
        .containsExactly(ada.userId(), eve.userId());
    Updates news = (Updates) bench.deliveries.get(1).updates();
    UpdateNewChannelMessage update = (UpdateNewChannelMessage) news.updates().getFirst();
    Message message = (Message) update.message();
    assertThat(update.pts()).isEqualTo(2);
    assertThat(message.message()).isEqualTo("hello");
    assertThat(message.out()).isFalse();
    assertThat(message.fromId()).isEqualTo(new PeerUser(bob.userId()));
    assertThat(((User) news.users().getFirst()).min()).isTrue();
    assertThat(((Channel) news.chats().getFirst()).min()).isTrue();
    assertThat(TlObjects.toBytes(news).size()).isPositive();
  }

  @Requirement("U-013")
  void u013_pts_grows_by_pts_count_over_all_senders() {
    for (int i = 0; i < 5; i++) {
      Updates answer = group.post(i % 2 == 0 ? ada : bob, "text " + i, 100 + i);
      UpdateNewChannelMessage update = (UpdateNewChannelMessage) answer.updates().get(1);
      assertThat(update.pts()).isEqualTo(2 + i);
    }
  }

  @Requirement({"R-023", "Z-009"})
  void r023_a_repeated_random_id_is_answered_alike_and_sent_once() {
    Updates first = group.post(bob, "hello", 71);
    int heard = bench.deliveries.size();

    Updates second = group.post(bob, "hello", 71);

    assertThat(second).isEqualTo(first);
    assertThat(bench.deliveries).hasSize(heard);
    assertThat(group.post(ada, "mine", 71).updates().getFirst())
        .isEqualTo(new UpdateMessageID(2, 71));
  }

  @Test
  void an_empty_or_too_long_text_is_refused() {
    assertThat(bench.error(bob, group.message(" \n", 1))).isEqualTo("400 MESSAGE_EMPTY");
    assertThat(bench.error(bob, group.message("😀".repeat(4097), 1)))
        .isEqualTo("400 MESSAGE_TOO_LONG");
    assertThat(group.post(bob, "😀".repeat(4096), 1).updates()).hasSize(2);
    assertThat(bench.error(bob, group.message("hello", 0))).isEqualTo("400 RANDOM_ID_EMPTY");
  }

  @Test
  void who_is_no_member_may_not_write() {
    bench.result(eve, new ChannelsLeaveChannel(group.input), Updates.class);

    assertThat(bench.error(eve, group.message("hello", 1))).isEqualTo("403 CHAT_WRITE_FORBIDDEN");
    bench.deliveries.clear();
    group.post(bob, "without eve", 2);
    assertThat(DomainBench.reached(bench.deliveries.get(1))).containsExactly(ada.userId());
  }

  @Test
  void in_a_broadcast_channel_only_its_creator_writes_and_the_channel_speaks() {
    Group channel = Group.made(bench, ada, false);
    bench.result(ada, channel.rename("channel"), TlBool.class);
    channel.joinedBy(bob);

    assertThat(bench.error(bob, channel.message("hello", 1))).isEqualTo("403 CHAT_WRITE_FORBIDDEN");
    Updates answer = channel.post(ada, "news", 1);
    Message message = (Message) ((UpdateNewChannelMessage) answer.updates().get(1)).message();
    assertThat(message.fromId()).isNull();
    assertThat(message.post()).isTrue();
  }

  @Test
  void small_groups_are_refused() {
    MessagesSendMessage toGroup =
        group.message("hello", 1).toBuilder().peer(new InputPeerChat(1)).build();

    assertThat(bench.error(bob, toGroup)).isEqualTo("400 PEER_ID_INVALID");
  }
}
