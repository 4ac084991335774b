package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.tl.api.MessagesDhConfig;
import io.mtlab.mtproto.tl.api.MessagesDhConfigNotModified;
import io.mtlab.mtproto.tl.api.MessagesGetDhConfig;

/**
 * messages.getDhConfig: the group for exchanges between clients, and random bytes for theirs.
 *
 * @see <a href="https://core.telegram.org/method/messages.getDhConfig">messages.getDhConfig</a>
 */
final class GetDhConfig {
  /** There is one group, so there is one version. */
  static final int VERSION = 1;

  /** More than any client needs for an exponent; the documentation names no number. */
  static final int RANDOM_BYTES_MAX = 1024;

  private static final RpcError RANDOM_LENGTH_INVALID = new RpcError(400, "RANDOM_LENGTH_INVALID");

  private final Entropy entropy;

  GetDhConfig(Entropy entropy) {
    this.entropy = entropy;
  }

  void handle(MessagesGetDhConfig method, Call call) {
    int length = method.randomLength();
    if (length < 0 || length > RANDOM_BYTES_MAX) {
      call.refuse(RANDOM_LENGTH_INVALID);
      return;
    }
    Bytes random = Bytes.wrap(entropy.bytes(length));
    DhGroup group = DhGroup.WELL_KNOWN;
    call.answer(
        method.version() == VERSION
            ? new MessagesDhConfigNotModified(random)
            : new MessagesDhConfig(group.generator(), group.prime(), VERSION, random));
  }
}
