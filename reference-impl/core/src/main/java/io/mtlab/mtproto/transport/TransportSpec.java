package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client speaks on one connection.
 *
 * @param carrier what carries the stream or the messages
 * @param framing how frames are cut in a stream; null where the carrier delimits messages itself
 * @param obfuscated whether the stream begins with 64 bytes of chance and is masked
 * @param secret what the client shares with an MTProxy; null for none
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports">transports</a>
 */
public record TransportSpec(
    Carrier carrier, @Nullable Framing framing, boolean obfuscated, @Nullable ProxySecret secret) {
  /** Abridged frames on TCP. */
  public static final TransportSpec ABRIDGED = plain(Framing.ABRIDGED);

  /** Intermediate frames on TCP. */
  public static final TransportSpec INTERMEDIATE = plain(Framing.INTERMEDIATE);

  /** Padded intermediate frames on TCP. */
  public static final TransportSpec PADDED = plain(Framing.PADDED);

  /** Full frames on TCP. */
  public static final TransportSpec FULL = plain(Framing.FULL);

  private static final SequencedMap<String, TransportSpec> BY_NAME = byName();

  /** Names whose transport is nothing without a secret; their row here has none yet. */
  private static final List<String> WITH_SECRET = List.of("mtproxy", "mtproxy-dd", "fake-tls");

  /** Refuses combinations that nobody speaks. */
  public TransportSpec {
    if (carrier.delimits() ? framing != null || obfuscated : framing == null) {
      throw new IllegalArgumentException(carrier + " with the framing " + framing);
    }
    if (obfuscated && framing == Framing.FULL) {
      throw new IllegalArgumentException("full frames have no tag: they are never obfuscated");
    }
    boolean inWeb = carrier == Carrier.WEBSOCKET || carrier == Carrier.SECURE_WEBSOCKET;
    if ((inWeb || carrier == Carrier.FAKE_TLS || secret != null) && !obfuscated) {
      throw new IllegalArgumentException("without obfuscation: " + carrier);
    }
    boolean padded = carrier == Carrier.FAKE_TLS;
    if (secret != null) {
      padded |= secret.form() != ProxySecret.Form.SIMPLE;
      if (inWeb || (carrier == Carrier.FAKE_TLS) != (secret.domain() != null)) {
        throw new IllegalArgumentException(carrier + " with a secret of form " + secret.form());
      }
    }
    if (padded && framing != Framing.PADDED) {
      throw new IllegalArgumentException("only padded frames, not " + framing);
    }
  }

  /** The names that scenarios and commands know. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.sequencedKeySet());
  }

  /** All that a client may speak to whoever knows these secrets, in the order of the names. */
  public static List<TransportSpec> all(List<ProxySecret> secrets) {
    return BY_NAME.sequencedEntrySet().stream()
        .flatMap(row ->
            needsSecret(row.getKey())
                ? secrets.stream()
                    .filter(secret -> nameWith(secret.form()).equals(row.getKey()))
                    .map(TransportSpec::with)
                : Stream.of(row.getValue()))
        .toList();
  }

  /** Whether the transport of this name needs a secret. */
  public static boolean needsSecret(String name) {
    return WITH_SECRET.contains(name);
  }

  /**
   * The transport of this name.
   *
   * @param secret for {@code mtproxy}, {@code mtproxy-dd} and {@code fake-tls}, else null
   * @throws IllegalArgumentException if there is none, or the secret is not of its form
   */
  public static TransportSpec named(String name, @Nullable ProxySecret secret) {
    TransportSpec found = BY_NAME.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "a transport is one of " + String.join(", ", names()) + ", not " + name);
    }
    if (needsSecret(name) != (secret != null)) {
      throw new IllegalArgumentException(
          secret == null ? name + " needs a secret" : name + " takes no secret");
    }
    if (secret != null && !nameWith(secret.form()).equals(name)) {
      throw new IllegalArgumentException(
          "a secret of form " + secret.form() + " is for " + nameWith(secret.form()));
    }
    return secret == null ? found : found.knowing(secret);
  }

  /** What a secret demands of the connection, by its form. */
  public static TransportSpec with(ProxySecret secret) {
    return named(nameWith(secret.form()), secret);
  }

  /** Whether a server can send quick acks: neither full frames nor requests know them. */
  public boolean hasQuickAcks() {
    return framing != null && framing != Framing.FULL;
  }

  /** How bytes travel below. */
  public Channel channel() {
    return carrier.channel();
  }

  /** The same with this secret. */
  private TransportSpec knowing(ProxySecret known) {
    return new TransportSpec(carrier, framing, obfuscated, known);
  }

  /** The name, as {@link #named} takes it; the secret is not told. */
  public String name() {
    if (secret != null) {
      return nameWith(secret.form());
    }
    for (var row : BY_NAME.sequencedEntrySet()) {
      boolean nameless = needsSecret(row.getKey()) && carrier == Carrier.TCP;
      if (equals(row.getValue()) && !nameless) {
        return row.getKey();
      }
    }
    return carrier + " with " + framing;
  }

  @Override
  public String toString() {
    return name();
  }

  private static TransportSpec plain(Framing framing) {
    return new TransportSpec(Carrier.TCP, framing, false, null);
  }

  private static String nameWith(ProxySecret.Form form) {
    return switch (form) {
      case SIMPLE -> "mtproxy";
      case PADDED -> "mtproxy-dd";
      case FAKE_TLS -> "fake-tls";
    };
  }

  private static SequencedMap<String, TransportSpec> byName() {
    SequencedMap<String, TransportSpec> rows = new LinkedHashMap<>();
    rows.put("abridged", ABRIDGED);
    rows.put("intermediate", INTERMEDIATE);
    rows.put("padded", PADDED);
    rows.put("full", FULL);
    rows.put("obfuscated-abridged", masked(Carrier.TCP, Framing.ABRIDGED));
    rows.put("obfuscated-intermediate", masked(Carrier.TCP, Framing.INTERMEDIATE));
    rows.put("obfuscated-padded", masked(Carrier.TCP, Framing.PADDED));
    rows.put("mtproxy", masked(Carrier.TCP, Framing.INTERMEDIATE));
    rows.put("mtproxy-dd", masked(Carrier.TCP, Framing.PADDED));
    rows.put("fake-tls", masked(Carrier.FAKE_TLS, Framing.PADDED));
    rows.put("websocket", masked(Carrier.WEBSOCKET, Framing.INTERMEDIATE));
    rows.put("secure-websocket", masked(Carrier.SECURE_WEBSOCKET, Framing.INTERMEDIATE));
    rows.put("http", new TransportSpec(Carrier.HTTP, null, false, null));
    rows.put("https", new TransportSpec(Carrier.HTTPS, null, false, null));
    rows.put("udp", new TransportSpec(Carrier.UDP, null, false, null));
    return rows;
  }

  private static TransportSpec masked(Carrier carrier, Framing framing) {
    return new TransportSpec(carrier, framing, true, null);
  }
}
