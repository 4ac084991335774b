package io.mtlab.mtproto.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private static final long NOW = 1_767_225_600_000_000_000L;

  private final Answers answers = new Answers();
  private final MemoryStore store = new MemoryStore(answers);

  @Test
  void an_account_is_found_by_id_phone_and_token() {
    StoredAccount person = account(new NewAccount("9996620001", "", "Ada", "", 11));
    StoredAccount bot = account(new NewAccount("", "7:secret", "Bot", "", 12));

    assertThat(ask(new AccountRequest.ById(person.id()))).isEqualTo(found(person));
    assertThat(ask(new AccountRequest.ByPhone("9996620001"))).isEqualTo(found(person));
    assertThat(ask(new AccountRequest.ByBotToken("7:secret"))).isEqualTo(found(bot));
    assertThat(ask(new AccountRequest.ByPhone(""))).isEqualTo(new AccountAnswer.Unknown());
    assertThat(ask(new AccountRequest.ById(0))).isEqualTo(new AccountAnswer.Unknown());
    assertThat(person.bot()).isFalse();
    assertThat(bot.bot()).isTrue();
  }

  @Test
  void a_phone_number_makes_one_account_however_often_it_is_asked_for() {
    StoredAccount first = account(new NewAccount("9996620001", "", "Ada", "", 11));

    assertThat(account(new NewAccount("9996620001", "", "Eve", "", 99))).isEqualTo(first);
  }

  @Test
  void a_store_over_the_memory_of_another_goes_on_where_that_one_stopped() {
    StoredAccount person = account(new NewAccount("9996620001", "", "Ada", "", 11));
    Answers later = new Answers();

    MemoryStore next = new MemoryStore(later, store);
    next.asked(new Ticket(0), new AccountRequest.ByPhone("9996620001"), NOW);
    next.asked(new Ticket(1), new NameRequest.Claim("broadcast", new PeerId.User(1)), NOW);

    assertThat(later.received).containsExactly(found(person), new NameAnswer.Claimed());
    assertThat(answers.received).as("it answers to its own asker").hasSize(1);
  }

  @Test
  void a_name_belongs_to_one_peer_in_any_case_of_letters() {
    PeerId one = new PeerId.Channel(1);
    PeerId two = new PeerId.Channel(2);

    assertThat(ask(new NameRequest.Claim("Broadcast", one))).isEqualTo(new NameAnswer.Claimed());
    assertThat(ask(new NameRequest.Claim("broadCAST", two))).isEqualTo(new NameAnswer.Occupied());
    assertThat(ask(new NameRequest.Resolve("BROADCAST"))).isEqualTo(new NameAnswer.Owner(one));
  }

  @Test
  void a_new_name_frees_the_old_one() {
    PeerId peer = new PeerId.User(1);
    ask(new NameRequest.Claim("before", peer));

    ask(new NameRequest.Claim("after", peer));
    assertThat(ask(new NameRequest.Resolve("before"))).isEqualTo(new NameAnswer.Free());
    ask(new NameRequest.Claim("", peer));
    assertThat(ask(new NameRequest.Resolve("after"))).isEqualTo(new NameAnswer.Free());
    assertThat(ask(new NameRequest.Claim("", peer))).isEqualTo(new NameAnswer.Claimed());
  }

  @Test
  void a_channel_counts_its_members_and_lists_them_in_pages() {
    long channel = channel();
    for (long user = 20; user >= 11; user--) {
      ask(new ChannelRequest.AddMember(channel, new StoredMember(user, 1, 5)));
    }
    assertThat(ask(new ChannelRequest.AddMember(channel, new StoredMember(15, 1, 6))))
        .isEqualTo(new ChannelAnswer.MemberAdded(false, 11));
    assertThat(ask(new ChannelRequest.RemoveMember(channel, 16)))
        .isEqualTo(new ChannelAnswer.MemberRemoved(true, 10));
    assertThat(ask(new ChannelRequest.RemoveMember(channel, 16)))
        .isEqualTo(new ChannelAnswer.MemberRemoved(false, 10));

    assertThat(page(channel, 0, 3)).containsExactly(1L, 11L, 12L);
    assertThat(page(channel, 12, 4)).containsExactly(13L, 14L, 15L, 17L);
    assertThat(page(channel, 20, 4)).isEmpty();
  }

  @Test
  void an_event_has_the_next_pts_and_a_repeated_random_id_the_first_event() {
    long channel = channel();
    StoredPost first = new StoredPost(1, 2, 1, 70, 5, "a");

    assertThat(append(channel, 1, 70, "a")).isEqualTo(new ChannelAnswer.Appended(first, true));
    assertThat(append(channel, 1, 70, "b")).isEqualTo(new ChannelAnswer.Appended(first, false));
    assertThat(append(channel, 2, 70, "c"))
        .isEqualTo(new ChannelAnswer.Appended(new StoredPost(2, 3, 2, 70, 5, "c"), true));
  }

  @Test
  void events_behind_a_pts_come_oldest_first_and_bounded() {
    long channel = channel();
    for (int i = 0; i < 5; i++) {
      append(channel, 1, i + 1, "text " + i);
    }

    assertThat(events(channel, 1, 100)).containsExactly(2, 3, 4, 5, 6);
    assertThat(events(channel, 3, 2)).containsExactly(4, 5);
    assertThat(events(channel, 6, 100)).isEmpty();
    assertThat(events(channel, Integer.MAX_VALUE, 100)).isEmpty();
    assertThat(events(channel, Integer.MIN_VALUE, 1)).containsExactly(2);
  }

  @Test
  void a_message_has_its_own_place_in_each_mailbox_and_in_one_if_it_is_to_oneself() {
    ask(new MailRequest.Deliver(1, 1, 70, 5, "note"));
    StoredLetter sent = new StoredLetter(2, 3, 2, true, 71, 5, "hello");
    StoredLetter received = new StoredLetter(1, 2, 1, false, 71, 5, "hello");

    assertThat(ask(new MailRequest.Deliver(1, 2, 71, 5, "hello")))
        .isEqualTo(new MailAnswer.Delivered(sent, received, true));
    assertThat(ask(new MailRequest.Deliver(1, 2, 71, 6, "again")))
        .isEqualTo(new MailAnswer.Delivered(sent, received, false));
    assertThat(ask(new MailRequest.ListEvents(2, 1, 10)))
        .isEqualTo(new MailAnswer.Events(List.of(received), 2));
    assertThat(ask(new MailRequest.ListEvents(1, 1, 0)))
        .isEqualTo(new MailAnswer.Events(List.of(), 3));
    assertThat(ask(new MailRequest.ListEvents(3, 1, 10)))
        .isEqualTo(new MailAnswer.Events(List.of(), StoredLetter.PTS_FIRST));
  }

  @Test
  void an_unknown_channel_is_unknown_to_every_request() {
    ChannelAnswer unknown = new ChannelAnswer.Unknown();

    assertThat(ask(new ChannelRequest.Get(7))).isEqualTo(unknown);
    assertThat(ask(new ChannelRequest.AddMember(7, new StoredMember(1, 1, 1)))).isEqualTo(unknown);
    assertThat(append(7, 1, 1, "a")).isEqualTo(unknown);
    assertThat(ask(new ChannelRequest.ListEvents(7, 0, 1))).isEqualTo(unknown);
  }

  private long channel() {
    ChannelAnswer answer =
        (ChannelAnswer) ask(new ChannelRequest.Create(new NewChannel("Title", "", 1, true, 5, 99)));
    assertThat(answer).isInstanceOf(ChannelAnswer.Found.class);
    StoredChannel made = ((ChannelAnswer.Found) answer).channel();
    assertThat(made.pts()).isEqualTo(StoredChannel.PTS_FIRST);
    return made.id();
  }

  private Answer append(long channel, long sender, long randomId, String text) {
    return ask(new ChannelRequest.Append(channel, sender, randomId, 5, text));
  }

  private List<Integer> events(long channel, int pts, int limit) {
    return ((ChannelAnswer.Events) ask(new ChannelRequest.ListEvents(channel, pts, limit)))
        .posts().stream().map(StoredPost::pts).toList();
  }

  private List<Long> page(long channel, long after, int limit) {
    return ((ChannelAnswer.Members) ask(new ChannelRequest.ListMembers(channel, after, limit)))
        .page().stream().map(StoredMember::userId).toList();
  }

  private StoredAccount account(NewAccount account) {
    return ((AccountAnswer.Found) ask(new AccountRequest.Create(account))).account();
  }

  private static AccountAnswer found(StoredAccount account) {
    return new AccountAnswer.Found(account);
  }

  private Answer ask(StoreRequest request) {
    int before = answers.received.size();
    store.asked(new Ticket(before), request, NOW);
    assertThat(answers.received).hasSize(before + 1);
    return answers.received.getLast();
  }

  private static final class Answers implements Part.Replies {
    final List<Answer> received = new ArrayList<>();

    @Override
    public void answer(Ticket ticket, Answer answer) {
      assertThat(ticket.number()).isEqualTo(received.size());
      received.add(answer);
    }

    @Override
    public void push(Push push) {
      throw new AssertionError("a store pushes nothing");
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("a store asks nobody");
    }
  }
}
