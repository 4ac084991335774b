package io.mtlab.mtproto.chats;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.InputPeerEmpty;
import io.mtlab.mtproto.tl.api.InputPeerSelf;
import io.mtlab.mtproto.tl.api.InputPeerType;
import io.mtlab.mtproto.tl.api.InputPeerUser;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.PeerUser;
import io.mtlab.mtproto.tl.api.UpdateMessageID;
import io.mtlab.mtproto.tl.api.UpdateNewMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.testing.Requirement;
import org.junit.jupiter.api.Test;

class PrivateMessageTest {
  private final DomainBench bench = new DomainBench();
  private final Asker ada = bench.person("9996620001");
  private final Asker bob = bench.person("9996620002");

  @Test
  void a_message_lies_in_both_mailboxes_each_with_its_own_pts() {
    send(bob, to(ada), "before", 1);
    bench.deliveries.clear();

    Updates answer = send(ada, to(bob), "hello", 71);

    assertThat(answer.updates().getFirst()).isEqualTo(new UpdateMessageID(2, 71));
    assertThat(newMessage(answer, 1).pts()).isEqualTo(3);
    Message sent = message(answer, 1);
    assertThat(sent.out()).isTrue();
    assertThat(sent.peerId()).isEqualTo(new PeerUser(bob.userId()));
    assertThat(sent.fromId()).isEqualTo(new PeerUser(ada.userId()));
    assertThat(bench.deliveries).hasSize(2);
    assertThat(bench.deliveries.getFirst().audience()).isEqualTo(Audience.OneUser.besides(ada));
    assertThat(bench.deliveries.get(1).audience()).isEqualTo(Audience.OneUser.whole(bob.userId()));
    Updates news = (Updates) bench.deliveries.get(1).updates();
    assertThat(newMessage(news, 0).pts()).isEqualTo(3);
    Message received = message(news, 0);
    assertThat(received.out()).isFalse();
    assertThat(received.message()).isEqualTo("hello");
    assertThat(received.peerId()).isEqualTo(new PeerUser(ada.userId()));
    assertThat(news.users()).extracting(user -> ((User) user).self()).containsExactly(false, true);
    assertThat(((User) news.users().getFirst()).phone()).isNull();
  }

  @Test
  void a_message_to_oneself_is_one_event_that_only_the_other_sessions_hear_of() {
    Updates answer = send(ada, new InputPeerSelf(), "a note", 5);

    Message note = message(answer, 1);
    assertThat(note.peerId()).isEqualTo(new PeerUser(ada.userId()));
    assertThat(note.savedPeerId()).isEqualTo(new PeerUser(ada.userId()));
    assertThat(answer.users()).hasSize(1);
    assertThat(bench.deliveries).hasSize(1);
    assertThat(bench.deliveries.getFirst().audience()).isEqualTo(Audience.OneUser.besides(ada));
    assertThat(newMessage(send(ada, to(ada), "another", 6), 1).pts()).isEqualTo(3);
  }

  @Requirement({"R-023", "Z-009"})
  void r023_a_repeated_random_id_is_answered_alike_and_delivered_once() {
    Updates first = send(ada, to(bob), "hello", 71);
    int heard = bench.deliveries.size();

    assertThat(send(ada, to(bob), "hello", 71)).isEqualTo(first);
    assertThat(bench.deliveries).hasSize(heard);
    assertThat(newMessage(send(bob, to(ada), "mine", 71), 1).pts()).isEqualTo(3);
  }

  @Test
  void whom_the_sender_cannot_name_hears_nothing() {
    InputUser bobs = bench.inputOf(bob);

    assertThat(error(ada, new InputPeerUser(bobs.userId(), bobs.accessHash() + 1)))
        .isEqualTo("400 PEER_ID_INVALID");
    assertThat(error(ada, new InputPeerUser(77, 7))).isEqualTo("400 PEER_ID_INVALID");
    assertThat(error(ada, new InputPeerEmpty())).isEqualTo("400 PEER_ID_INVALID");
    assertThat(bench.deliveries).isEmpty();
  }

  @Test
  void a_bot_writes_to_people_and_not_to_bots() {
    bench.restartDomain(TokenPolicy.ANY);
    Asker one = bot("7:secret7");
    Asker two = bot("8:secret8");

    assertThat(message(send(one, to(ada), "at your service", 1), 1).out()).isTrue();
    assertThat(error(one, to(two))).isEqualTo("400 USER_IS_BOT");
    assertThat(error(one, new InputPeerSelf())).isEqualTo("400 USER_IS_BOT");
  }

  private Asker bot(String token) {
    Asker asker = bench.stranger();
    return DomainBench.signedIn(
        asker, bench.call(asker, new AuthImportBotAuthorization(0, 1, "hash", token)));
  }

  private InputPeerUser to(Asker asker) {
    InputUser user = bench.inputOf(asker);
    return new InputPeerUser(user.userId(), user.accessHash());
  }

  private Updates send(Asker asker, InputPeerType peer, String text, long randomId) {
    return bench.result(asker, query(peer, text, randomId), Updates.class);
  }

  private String error(Asker asker, InputPeerType peer) {
    return bench.error(asker, query(peer, "hello", 1));
  }

  private static MessagesSendMessage query(InputPeerType peer, String text, long randomId) {
    return MessagesSendMessage.builder().peer(peer).message(text).randomId(randomId).build();
  }

  private static UpdateNewMessage newMessage(Updates updates, int index) {
    return (UpdateNewMessage) updates.updates().get(index);
  }

  private static Message message(Updates updates, int index) {
    return (Message) newMessage(updates, index).message();
  }
}
