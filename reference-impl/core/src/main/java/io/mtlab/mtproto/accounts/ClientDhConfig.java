package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.MessagesDhConfig;
import io.mtlab.mtproto.tl.api.MessagesDhConfigNotModified;
import io.mtlab.mtproto.tl.api.MessagesDhConfigType;
import io.mtlab.mtproto.tl.api.MessagesGetDhConfig;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of messages.getDhConfig: the group that the server names, once it has passed
 * the checks, and exponents in which the server's random bytes have their part.
 *
 * @see <a
 *     href="https://core.telegram.org/mtproto/security_guidelines#client-random-number-generation">
 *     security guidelines</a>
 */
public final class ClientDhConfig {
  private final DhGroups groups;
  private final Entropy entropy;
  private @Nullable DhGroup group;
  private int version;

  /**
   * A group, and a secret exponent for it.
   *
   * @param exponent 256 bytes
   */
  public record Exponent(DhGroup group, Bytes exponent) {
    @Override
    public String toString() {
      return "Exponent[" + group + "]";
    }
  }

  /** Nothing is known of the group yet. */
  public ClientDhConfig(DhGroups groups, Entropy entropy) {
    this.groups = groups;
    this.entropy = entropy;
  }

  /** What to ask, before each exponent. */
  public MessagesGetDhConfig question() {
    return new MessagesGetDhConfig(version, DhGroup.SIZE);
  }

  /**
   * An exponent drawn with the help of an answer.
   *
   * @throws ProtocolException {@code DH_PRIME} or {@code DH_GENERATOR} if the group is not safe, or
   *     if the server says that one has not changed which it never sent
   */
  public Exponent exponent(MessagesDhConfigType answer) throws ProtocolException {
    return switch (answer) {
      case MessagesDhConfig fresh -> {
        DhGroup checked = groups.check(fresh.p(), fresh.g());
        group = checked;
        version = fresh.version();
        yield new Exponent(checked, draw(fresh.random()));
      }
      case MessagesDhConfigNotModified same -> {
        DhGroup known = group;
        if (known == null) {
          throw new ProtocolException(PeerMisbehaved.DH_PRIME);
        }
        yield new Exponent(known, draw(same.random()));
      }
    };
  }

  private Bytes draw(Bytes random) {
    return Bytes.wrap(entropy.mixedWith(random).bytes(DhGroup.SIZE));
  }
}
