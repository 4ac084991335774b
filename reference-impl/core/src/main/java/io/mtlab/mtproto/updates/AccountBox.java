package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Step;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.store.AccountAnswer;
import io.mtlab.mtproto.store.AccountRequest;
import io.mtlab.mtproto.store.MailAnswer;
import io.mtlab.mtproto.store.MailRequest;
import io.mtlab.mtproto.store.StoreAnswer;
import io.mtlab.mtproto.store.StoredLetter;
import io.mtlab.mtproto.tl.api.MessageType;
import io.mtlab.mtproto.tl.api.UpdatesDifference;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceSlice;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesGetDifference;
import io.mtlab.mtproto.tl.api.UpdatesState;
import io.mtlab.mtproto.tl.api.UserType;
import java.util.List;
import java.util.stream.LongStream;

/**
 * updates.getState, updates.getDifference: the events of an account's own mailbox, which are the
 * messages of its private chats, behind a pts, a page at a time.
 *
 * @see <a href="https://core.telegram.org/api/updates#fetching-state">api/updates</a>
 */
final class AccountBox {
  /** Events in one answer. */
  static final int LIMIT_MAX = MailRequest.ListEvents.EVENTS_MAX;

  static final RpcError TIMESTAMP_EMPTY = new RpcError(400, "PERSISTENT_TIMESTAMP_EMPTY");

  void state(Call call) {
    call.ask(
        new MailRequest.ListEvents(call.asker().userId(), StoredLetter.PTS_FIRST, 0), new Stated());
  }

  private record Stated() implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      call.answer(AccountBox.state(events(answer).pts(), now));
    }
  }

  void difference(UpdatesGetDifference method, Call call) {
    if (method.pts() <= 0) {
      call.refuse(TIMESTAMP_EMPTY);
      return;
    }
    Integer wanted = method.ptsLimit();
    int limit = wanted == null ? LIMIT_MAX : Math.clamp(wanted, 1, LIMIT_MAX);
    call.ask(
        new MailRequest.ListEvents(call.asker().userId(), method.pts(), limit), new Listed(method));
  }

  private record Listed(UpdatesGetDifference method) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      MailAnswer.Events events = events(answer);
      int behind = events.pts() - method.pts();
      Integer behindMax = method.ptsTotalLimit();
      if (behind < 0 || (behindMax != null && behindMax > 0 && behind > behindMax)) {
        // The client remembers a state that was never given here, or wants no difference so long.
        call.answer(new UpdatesDifferenceTooLong(events.pts()));
      } else if (behind == 0) {
        call.answer(new UpdatesDifferenceEmpty(TlViews.seconds(now), 0));
      } else {
        List<Long> users =
            LongStream.concat(
                    LongStream.of(call.asker().userId()),
                    events.letters().stream().mapToLong(StoredLetter::peerId))
                .distinct()
                .boxed()
                .toList();
        call.ask(new AccountRequest.ByIds(users), new UsersKnown(events));
      }
    }
  }

  private record UsersKnown(MailAnswer.Events events) implements Step {
    @Override
    public void go(StoreAnswer answer, Call call, long now) {
      if (!(answer instanceof AccountAnswer.All all)) {
        throw new IllegalStateException("no accounts: " + answer);
      }
      long owner = call.asker().userId();
      List<UserType> users =
          all.accounts().stream().map(account -> (UserType) TlViews.user(account, owner)).toList();
      List<MessageType> messages =
          events.letters().stream()
              .map(letter -> (MessageType) TlViews.letter(letter, owner))
              .toList();
      int reached = events.letters().getLast().pts();
      UpdatesState state = AccountBox.state(reached, now);
      call.answer(
          reached == events.pts()
              ? new UpdatesDifference(messages, List.of(), List.of(), List.of(), users, state)
              : new UpdatesDifferenceSlice(
                  messages, List.of(), List.of(), List.of(), users, state));
    }
  }

  private static MailAnswer.Events events(StoreAnswer answer) {
    if (answer instanceof MailAnswer.Events events) {
      return events;
    }
    throw new IllegalStateException("no events: " + answer);
  }

  /** Nobody marks messages as read here, so none counts as unread. */
  private static UpdatesState state(int pts, long now) {
    return UpdatesState.builder()
        .pts(pts)
        .qts(0)
        .date(TlViews.seconds(now))
        .seq(0)
        .unreadCount(0)
        .build();
  }
}
