package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.transport.faketls.ClientHello;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first bytes of an observed client, until they tell what it speaks. */
final class ObservedOpening {
  /** One in the middle makes no padding and no keys of its own. */
  static final Entropy NO_CHANCE =
      into -> {
        throw new IllegalStateException("an observer draws nothing");
      };

  /** What one in the middle adds has no padding: a byte of chance that is 0 asks for none. */
  static final Entropy NO_PADDING = into -> Arrays.fill(into, (byte) 0);

  /** What the bytes say so far. */
  sealed interface Answer {}

  /** More bytes are needed. */
  record Waiting() implements Answer {}

  /** No transport whose frames could be cut. */
  record Unknown(Bytes all) implements Answer {}

  /** A hello of fake TLS; records follow, whose stream is to be taken here again. */
  record Disguised(Bytes hello, Bytes rest) implements Answer {}

  /**
   * A stream of frames.
   *
   * @param greeting what stands before the first one
   * @param masks of an obfuscated one
   * @param secret with which its header was made
   * @param rest the frames' first bytes
   */
  record Begun(
      Framing framing,
      Bytes greeting,
      @Nullable ObfuscatedHeader masks,
      @Nullable ProxySecret secret,
      Bytes rest)
      implements Answer {
    /** The masks once more, from their beginning. */
    ObfuscatedHeader sameMasks() {
      return ObfuscatedHeader.read(greeting, secret == null ? null : secret.key());
    }
  }

  private final List<ProxySecret> secrets;
  private @Nullable ProxySecret disguise;
  private Bytes first = Bytes.EMPTY;

  ObservedOpening(List<ProxySecret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  Answer take(Bytes bytes) {
    first = Bytes.concat(first, bytes);
    if (disguise != null) {
      return obfuscated(List.of(disguise));
    }
    FirstBytes found = FirstBytes.of(first);
    Framing framing = found.framing();
    if (framing != null) {
      Bytes all = takeRest();
      return new Begun(framing, framing.tag(), null, null, all.from(framing.tag().size()));
    }
    return switch (found) {
      case TOO_FEW -> new Waiting();
      case CHANCE -> obfuscated(secrets);
      case TLS -> disguised();
      default -> new Unknown(takeRest());
    };
  }

  private Answer obfuscated(List<ProxySecret> tried) {
    if (first.size() < ObfuscatedHeader.BYTES) {
      return new Waiting();
    }
    Bytes header = first.slice(0, ObfuscatedHeader.BYTES);
    for (ProxySecret secret : tried) {
      Framing framing = framing(header, secret);
      if (framing != null) {
        return begun(framing, header, secret);
      }
    }
    Framing framing = disguise == null ? framing(header, null) : null;
    return framing == null ? new Unknown(takeRest()) : begun(framing, header, null);
  }

  private static @Nullable Framing framing(Bytes header, @Nullable ProxySecret secret) {
    return Framing.ofTag(masks(header, secret).tag());
  }

  private static ObfuscatedHeader masks(Bytes header, @Nullable ProxySecret secret) {
    return ObfuscatedHeader.read(header, secret == null ? null : secret.key());
  }

  private Begun begun(Framing framing, Bytes header, @Nullable ProxySecret secret) {
    Bytes rest = takeRest().from(ObfuscatedHeader.BYTES);
    return new Begun(framing, header, masks(header, secret), secret, rest);
  }

  private Answer disguised() {
    int bytes = ClientHello.recordBytes(first);
    if (first.size() < bytes && secrets.stream().anyMatch(one -> one.domain() != null)) {
      return new Waiting();
    }
    ClientHello hello = new ClientHello(first.slice(0, Math.min(bytes, first.size())));
    for (ProxySecret secret : secrets) {
      if (hello.isWellFormed() && secret.domain() != null && hello.proves(secret.key())) {
        disguise = secret;
        return new Disguised(hello.record(), takeRest().from(bytes));
      }
    }
    return new Unknown(takeRest());
  }

  int heldBytes() {
    return first.size();
  }

  /** What waits; nothing waits any more. */
  Bytes takeRest() {
    Bytes rest = first;
    first = Bytes.EMPTY;
    return rest;
  }
}
