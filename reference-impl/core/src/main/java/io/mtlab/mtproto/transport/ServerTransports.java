package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.faketls.ClientHello;
import io.mtlab.mtproto.transport.faketls.ServerHello;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.mtproto.transport.mask.SeenBefore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the transports of all connections of one gate have in common: its settings, its secrets, and
 * what it remembers of openings, so that nobody sends a recorded one again.
 */
public final class ServerTransports {
  private final Settings settings;
  private final Entropy entropy;
  private final SeenBefore headers = new SeenBefore();
  private final SeenBefore randoms = new SeenBefore();

  /**
   * What a gate speaks.
   *
   * @param padding how its padded frames are filled up
   * @param secrets those of an MTProxy, tried in this order; one of form PADDED admits padded
   *     frames only, one of form FAKE_TLS only clients that come in fake TLS
   */
  public record Settings(Padding padding, List<ProxySecret> secrets) {
    /** What a server speaks of which nothing else is said. */
    public static final Settings DEFAULT = new Settings(Padding.UP_TO_15, List.of());

    /** Takes a copy of the list. */
    public Settings {
      secrets = List.copyOf(secrets);
    }
  }

  /**
   * An obfuscated stream that was opened by a header.
   *
   * @param framing what is inside
   * @param secret with which the header was made; null for none
   */
  record Opened(Framing framing, @Nullable ProxySecret secret, ObfuscatedHeader header) {}

  /**
   * Fake TLS that was opened by a hello.
   *
   * @param answer what is sent back
   */
  record Disguised(ProxySecret secret, Bytes answer) {}

  /** For a gate without connections. */
  public ServerTransports(Settings settings, Entropy entropy) {
    this.settings = settings;
    this.entropy = entropy;
  }

  /** The server's end of a fresh connection. */
  public ServerTransport accept() {
    return new ServerTransport(this);
  }

  Codec codec(Framing framing) {
    return framing.codec(settings.padding(), entropy);
  }

  /** Whether a ClientHello may be one of fake TLS at all. */
  boolean hasFakeTls() {
    return settings.secrets().stream().anyMatch(ServerTransports::isFakeTls);
  }

  /**
   * The stream that these 64 bytes open.
   *
   * @param within the secret that is known already, since fake TLS lies below; null for none
   * @throws ProtocolException UNKNOWN_TRANSPORT or REPLAYED_OPENING
   */
  Opened open(Bytes header, @Nullable ProxySecret within) throws ProtocolException {
    Opened opened = within == null ? opened(header) : opened(header, within);
    if (opened == null) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT);
    }
    if (opened.secret() != null && headers.again(header)) {
      throw new ProtocolException(PeerMisbehaved.REPLAYED_OPENING);
    }
    return opened;
  }

  /** The same for a stream in which no proxy's secret has a place. */
  Opened openWithoutSecret(Bytes header) throws ProtocolException {
    Opened opened = opened(header, null);
    if (opened == null) {
      throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT);
    }
    return opened;
  }

  private @Nullable Opened opened(Bytes header) {
    for (ProxySecret secret : settings.secrets()) {
      Opened opened = isFakeTls(secret) ? null : opened(header, secret);
      if (opened != null) {
        return opened;
      }
    }
    return opened(header, null);
  }

  private static @Nullable Opened opened(Bytes header, @Nullable ProxySecret secret) {
    var read = ObfuscatedHeader.read(header, secret == null ? null : secret.key());
    Framing framing = Framing.ofTag(read.tag());
    boolean paddedOnly = secret != null && secret.form() != ProxySecret.Form.SIMPLE;
    if (framing == null || (paddedOnly && framing != Framing.PADDED)) {
      return null;
    }
    return new Opened(framing, secret, read);
  }

  /**
   * The answer to a whole record with a ClientHello; null if none of our clients made it, or not
   * lately, or somebody has sent it before.
   */
  @Nullable Disguised disguise(Bytes record, long now) {
    ClientHello hello = new ClientHello(record);
    if (!hello.isWellFormed()) {
      return null;
    }
    ProxySecret proved = null;
    for (ProxySecret secret : settings.secrets()) {
      boolean proves = isFakeTls(secret) && hello.proves(secret.key(), now / Time.SECOND);
      proved = proves && proved == null ? secret : proved;
    }
    if (proved == null || !names(hello, proved) || randoms.again(hello.random().slice(0, 16))) {
      return null;
    }
    return new Disguised(proved, ServerHello.draw(entropy, proved.key(), hello).records());
  }

  private static boolean names(ClientHello hello, ProxySecret secret) {
    String name = hello.serverName();
    return name != null && name.equalsIgnoreCase(secret.domain());
  }

  private static boolean isFakeTls(ProxySecret secret) {
    return secret.form() == ProxySecret.Form.FAKE_TLS;
  }
}
