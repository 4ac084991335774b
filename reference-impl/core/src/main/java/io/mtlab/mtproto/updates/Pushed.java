package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.tl.api.UpdateShort;
import io.mtlab.mtproto.tl.api.UpdateType;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UpdatesCombined;
import io.mtlab.mtproto.tl.api.UpdatesType;
import java.util.List;

/**
 * What a server pushes, or answers to a method that changes something, taken apart: <a
 * href="https://core.telegram.org/api/updates#updates-sequence">Updates</a>.
 */
public final class Pushed {
  private Pushed() {}

  /**
   * The updates in it, in their order. None for {@code updatesTooLong}, after which the difference
   * is to be asked for, and none for the short forms of private messages and small groups.
   */
  public static List<UpdateType> updatesOf(UpdatesType pushed) {
    return switch (pushed) {
      case Updates updates -> updates.updates();
      case UpdatesCombined combined -> combined.updates();
      case UpdateShort single -> List.of(single.update());
      default -> List.of();
    };
  }
}
