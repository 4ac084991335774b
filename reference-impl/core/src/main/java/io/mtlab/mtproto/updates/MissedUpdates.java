package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Channels;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.UpdatesGetChannelDifference;
import io.mtlab.mtproto.tl.api.UpdatesGetDifference;
import io.mtlab.mtproto.tl.api.UpdatesGetState;

/** The chapter of updates. */
public final class MissedUpdates implements Chapter {
  private final AccountBox accountBox = new AccountBox();
  private final GetChannelDifference getChannelDifference;

  /**
   * With these entities.
   *
   * @param channels shared with the chapter of chats
   */
  public MissedUpdates(Channels channels) {
    getChannelDifference = new GetChannelDifference(channels);
  }

  /** In the order of the documentation. */
  @Override
  public boolean handles(TlMethod<?> method, Call call, long now) {
    switch (method) {
      case UpdatesGetState it -> accountBox.state(call);
      case UpdatesGetDifference it -> accountBox.difference(it, call);
      case UpdatesGetChannelDifference it -> getChannelDifference.handle(it, call, now);
      default -> {
        return false;
      }
    }
    return true;
  }
}
