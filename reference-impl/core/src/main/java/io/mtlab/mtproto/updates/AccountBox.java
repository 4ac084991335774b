package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.TlViews;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesGetDifference;
import io.mtlab.mtproto.tl.api.UpdatesState;

/**
 * updates.getState, updates.getDifference: nothing ever happens in an account's own box here, so
 * its pts stays at its first value and nothing is missed.
 *
 * @see <a href="https://core.telegram.org/api/updates#fetching-state">api/updates</a>
 */
final class AccountBox {
  /** The pts of a box in which nothing has happened; 0 stands for none. */
  static final int PTS_FIRST = 1;

  static final RpcError TIMESTAMP_EMPTY = new RpcError(400, "PERSISTENT_TIMESTAMP_EMPTY");

  void state(Call call, long now) {
    call.answer(
        UpdatesState.builder()
            .pts(PTS_FIRST)
            .qts(0)
            .date(TlViews.seconds(now))
            .seq(0)
            .unreadCount(0)
            .build());
  }

  void difference(UpdatesGetDifference method, Call call, long now) {
    if (method.pts() <= 0) {
      call.refuse(TIMESTAMP_EMPTY);
    } else if (method.pts() > PTS_FIRST) {
      // The client remembers a state that was never given here.
      call.answer(new UpdatesDifferenceTooLong(PTS_FIRST));
    } else {
      call.answer(new UpdatesDifferenceEmpty(TlViews.seconds(now), 0));
    }
  }
}
