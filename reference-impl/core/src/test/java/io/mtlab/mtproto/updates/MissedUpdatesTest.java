package io.mtlab.mtproto.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.chats.Group;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.api.ChannelMessagesFilterEmpty;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.UpdateNewChannelMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifference;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesGetChannelDifference;
import io.mtlab.mtproto.tl.api.UpdatesGetDifference;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.mtproto.tl.api.UpdatesState;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MissedUpdatesTest {
  private final DomainBench bench = new DomainBench();
  private final Asker ada = bench.person("9996620001");
  private final Asker bob = bench.person("9996620002");
  private final Group group = Group.named(bench, ada, "broadcast");

  @Test
  void a_difference_holds_what_came_behind_a_pts_in_order() {
    group.joinedBy(bob);
    post(5);

    UpdatesChannelDifference difference = difference(bob, 3, 100);

    assertThat(texts(difference)).containsExactly("text 2", "text 3", "text 4");
    assertThat(difference.finalField()).isTrue();
    assertThat(difference.pts()).isEqualTo(6);
    assertThat(((User) difference.users().getFirst()).id()).isEqualTo(ada.userId());
    assertThat(difference.chats()).hasSize(1);
    assertThat(texts(difference(bob, 1, 100))).hasSize(5);
  }

  @Requirement("U-011")
  void u011_a_limit_makes_slices_that_lead_to_the_end() {
    group.joinedBy(bob);
    post(7);
    List<String> texts = new ArrayList<>();
    List<Boolean> ends = new ArrayList<>();
    int pts = 1;
    while (ends.isEmpty() || !ends.getLast()) {
      UpdatesChannelDifference slice = difference(bob, pts, 3);
      texts.addAll(texts(slice));
      ends.add(slice.finalField());
      pts = slice.pts();
    }

    assertThat(texts).hasSize(7).doesNotHaveDuplicates();
    assertThat(ends).containsExactly(false, false, true);
  }

  @Requirement({"U-012", "U-014"})
  void u012_nothing_missed_is_an_empty_difference_with_a_timeout() {
    post(2);

    assertThat(bench.result(bob, ask(3, 100), UpdatesChannelDifferenceEmpty.class))
        .isEqualTo(new UpdatesChannelDifferenceEmpty(true, 3, 10));
    assertThat(bench.result(bob, ask(99, 100), UpdatesChannelDifferenceEmpty.class).pts())
        .isEqualTo(3);
  }

  @Requirement("U-011")
  void u011_who_is_too_far_behind_gets_the_newest_messages_and_the_state() {
    post(GetChannelDifference.BEHIND_MAX + 1);

    UpdatesChannelDifferenceTooLong answer =
        bench.result(bob, ask(1, 100), UpdatesChannelDifferenceTooLong.class);

    assertThat(answer.messages()).hasSize(100);
    assertThat(((Message) answer.messages().getFirst()).id()).isEqualTo(10_001);
    assertThat(answer.dialog().pts()).isEqualTo(10_002);
    assertThat(answer.dialog().topMessage()).isEqualTo(10_001);
    assertThat(texts(difference(bob, 2, 100))).hasSize(100);
  }

  @Test
  void a_private_channel_and_a_wrong_pts_give_no_difference() {
    Group hidden = Group.named(bench, ada, "");
    UpdatesGetChannelDifference toHidden = ask(1, 100).toBuilder().channel(hidden.input).build();

    assertThat(bench.error(bob, toHidden)).isEqualTo("400 CHANNEL_PRIVATE");
    assertThat(bench.error(bob, ask(0, 100))).isEqualTo("400 PERSISTENT_TIMESTAMP_EMPTY");
    assertThat(bench.error(bob, ask(-1, 100))).isEqualTo("400 PERSISTENT_TIMESTAMP_INVALID");
    post(2);
    assertThat(difference(bob, 1, Integer.MIN_VALUE).newMessages()).hasSize(1);
  }

  @Covers("U-013")
  @Seeds(count = 30)
  void u013_any_mix_of_pushes_and_differences_gives_the_same_state(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    group.joinedBy(bob);
    bench.deliveries.clear();
    post(40);
    Map<Integer, String> known = new TreeMap<>();
    for (Delivery delivery : bench.deliveries) {
      if (DomainBench.reached(delivery).contains(bob.userId()) && random.nextBoolean()) {
        Updates pushed = (Updates) delivery.updates();
        UpdateNewChannelMessage update = (UpdateNewChannelMessage) pushed.updates().getFirst();
        known.put(update.pts(), ((Message) update.message()).message());
      }
    }
    int pts = 1;
    while (pts < 41) {
      if (known.containsKey(pts + 1)) {
        pts++;
        continue;
      }
      UpdatesChannelDifference difference = difference(bob, pts, 1 + random.nextInt(9));
      for (String text : texts(difference)) {
        known.put(++pts, text);
      }
      assertThat(pts).isEqualTo(difference.pts());
    }

    assertThat(known.keySet()).hasSize(40);
    assertThat(known.get(2)).isEqualTo("text 0");
    assertThat(known.get(41)).isEqualTo("text 39");
  }

  @Requirement("U-001")
  void u001_an_account_begins_with_a_state_in_which_nothing_is_missed() {
    UpdatesState state = bench.result(bob, new UpdatesGetState(), UpdatesState.class);

    assertThat(state.pts()).isEqualTo(1);
    assertThat(bench.result(bob, since(state.pts()), UpdatesDifferenceEmpty.class).date())
        .isEqualTo(state.date());
    assertThat(bench.result(bob, since(9), UpdatesDifferenceTooLong.class).pts()).isEqualTo(1);
    assertThat(bench.error(bob, since(0))).isEqualTo("400 PERSISTENT_TIMESTAMP_EMPTY");
  }

  private void post(int count) {
    for (int i = 0; i < count; i++) {
      group.post(ada, "text " + i, i + 1);
    }
  }

  private UpdatesChannelDifference difference(Asker asker, int pts, int limit) {
    return bench.result(asker, ask(pts, limit), UpdatesChannelDifference.class);
  }

  private UpdatesGetChannelDifference ask(int pts, int limit) {
    return UpdatesGetChannelDifference.builder()
        .channel(group.input)
        .filter(new ChannelMessagesFilterEmpty())
        .pts(pts)
        .limit(limit)
        .build();
  }

  private static UpdatesGetDifference since(int pts) {
    return UpdatesGetDifference.builder().pts(pts).date(1).qts(0).build();
  }

  private static List<String> texts(UpdatesChannelDifference difference) {
    return difference.newMessages().stream().map(it -> ((Message) it).message()).toList();
  }
}
