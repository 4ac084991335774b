package io.mtlab.mtproto.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.api.InputPeerUser;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.MessageType;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UpdatesDifference;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceSlice;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesGetDifference;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.mtproto.tl.api.UpdatesState;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.testing.Requirement;
import java.util.List;

class AccountBoxTest {
  private final DomainBench bench = new DomainBench();
  private final Asker ada = bench.person("9996620001");
  private final Asker bob = bench.person("9996620002");

  @Requirement("U-013")
  void u013_what_was_sent_meanwhile_is_in_the_difference_in_order() {
    send(3);

    assertThat(state().pts()).isEqualTo(4);
    UpdatesDifference difference = bench.result(bob, since(2), UpdatesDifference.class);
    assertThat(texts(difference.newMessages())).containsExactly("text 1", "text 2");
    assertThat(difference.state().pts()).isEqualTo(4);
    assertThat(difference.users())
        .extracting(user -> ((User) user).id())
        .containsExactly(bob.userId(), ada.userId());
    bench.result(bob, since(4), UpdatesDifferenceEmpty.class);
    assertThat(bench.result(bob, since(5), UpdatesDifferenceTooLong.class).pts()).isEqualTo(4);
  }

  @Requirement("U-011")
  void u011_more_than_a_page_comes_in_slices_that_lead_to_the_end() {
    send(AccountBox.LIMIT_MAX + 5);

    UpdatesDifferenceSlice slice = bench.result(bob, since(1), UpdatesDifferenceSlice.class);
    UpdatesDifference rest =
        bench.result(bob, since(slice.intermediateState().pts()), UpdatesDifference.class);

    assertThat(slice.newMessages()).hasSize(AccountBox.LIMIT_MAX);
    assertThat(texts(rest.newMessages()))
        .containsExactly("text 100", "text 101", "text 102", "text 103", "text 104");
    assertThat(rest.state().pts()).isEqualTo(AccountBox.LIMIT_MAX + 6);
  }

  @Requirement("U-012")
  void u012_who_wants_at_most_so_many_is_told_when_there_are_more() {
    send(4);
    UpdatesGetDifference three = since(1).toBuilder().ptsTotalLimit(3).build();
    UpdatesGetDifference four = since(1).toBuilder().ptsTotalLimit(4).ptsLimit(2).build();

    assertThat(bench.result(bob, three, UpdatesDifferenceTooLong.class).pts()).isEqualTo(5);
    assertThat(bench.result(bob, four, UpdatesDifferenceSlice.class).newMessages()).hasSize(2);
  }

  private UpdatesState state() {
    return bench.result(bob, new UpdatesGetState(), UpdatesState.class);
  }

  private void send(int count) {
    InputUser to = bench.inputOf(bob);
    for (int i = 0; i < count; i++) {
      MessagesSendMessage message =
          MessagesSendMessage.builder()
              .peer(new InputPeerUser(to.userId(), to.accessHash()))
              .message("text " + i)
              .randomId(i + 1)
              .build();
      bench.result(ada, message, Updates.class);
    }
  }

  private static UpdatesGetDifference since(int pts) {
    return UpdatesGetDifference.builder().pts(pts).date(0).qts(0).build();
  }

  private static List<String> texts(List<MessageType> messages) {
    return messages.stream().map(message -> ((Message) message).message()).toList();
  }
}
