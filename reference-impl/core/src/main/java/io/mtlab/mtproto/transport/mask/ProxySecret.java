package io.mtlab.mtproto.transport.mask;

import io.mtlab.mtproto.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client and an MTProxy both know, in one of its three forms: 16 bytes; {@code dd} and 16
 * bytes; {@code ee}, 16 bytes and the name of a web server.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation">
 *     transport obfuscation</a>
 */
public final class ProxySecret {
  /** The size of what is secret in it, in bytes. */
  public static final int KEY_BYTES = 16;

  /** A longer name of a server fits no ClientHello of the clients in the field. */
  public static final int DOMAIN_BYTES_MAX = 182;

  private static final int PADDED_MARK = 0xdd;
  private static final int FAKE_TLS_MARK = 0xee;
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})+");
  private static final Pattern DOMAIN = Pattern.compile("[\\x21-\\x7e]+");

  /** What a secret demands of the connection. */
  public enum Form {
    /** Any framing that has a tag. */
    SIMPLE,
    /** Padded frames. */
    PADDED,
    /** Padded frames in what looks like TLS. */
    FAKE_TLS
  }

  private final Form form;
  private final Bytes key;
  private final @Nullable String domain;

  private ProxySecret(Form form, Bytes key, @Nullable String domain) {
    this.form = form;
    this.key = key;
    this.domain = domain;
  }

  /**
   * A secret from its text, hexadecimal or base64url without padding.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ProxySecret parse(String text) {
    byte[] raw;
    if (HEX.matcher(text).matches()) {
      raw = HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
    } else {
      try {
        raw = Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException neither) {
        throw new IllegalArgumentException("a secret is hexadecimal or base64url", neither);
      }
    }
    return of(Bytes.wrap(raw));
  }

  /**
   * A secret from its bytes.
   *
   * @param raw 16 bytes; {@code dd} and 16 bytes; {@code ee}, 16 bytes and 1 to 182 of a name
   * @throws IllegalArgumentException if it is none
   */
  public static ProxySecret of(Bytes raw) {
    if (raw.size() == KEY_BYTES) {
      return new ProxySecret(Form.SIMPLE, raw, null);
    }
    int mark = raw.isEmpty() ? 0 : raw.at(0) & 0xff;
    if (raw.size() == 1 + KEY_BYTES && mark == PADDED_MARK) {
      return new ProxySecret(Form.PADDED, raw.from(1), null);
    }
    int domainBytes = raw.size() - 1 - KEY_BYTES;
    if (domainBytes > 0 && domainBytes <= DOMAIN_BYTES_MAX && mark == FAKE_TLS_MARK) {
      Bytes key = raw.slice(1, 1 + KEY_BYTES);
      byte[] name = raw.from(1 + KEY_BYTES).toArray();
      String domain = new String(name, StandardCharsets.US_ASCII);
      if (DOMAIN.matcher(domain).matches()) {
        return new ProxySecret(Form.FAKE_TLS, key, domain);
      }
    }
    throw new IllegalArgumentException(
        "a secret is 16 bytes, dd and 16 bytes, or ee, 16 bytes and a name, not "
            + raw.size()
            + " bytes");
  }

  /** The whole secret in hexadecimal digits, as {@link #parse} takes it; not for logs. */
  public String text() {
    String ends = domain == null ? "" : hexOf(domain);
    return switch (form) {
      case SIMPLE -> key.toHex();
      case PADDED -> "dd" + key.toHex();
      case FAKE_TLS -> "ee" + key.toHex() + ends;
    };
  }

  private static String hexOf(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** What it demands. */
  public Form form() {
    return form;
  }

  /** The 16 bytes that are mixed into keys. */
  public Bytes key() {
    return key;
  }

  /** The server that a connection pretends to go to; null unless the form is FAKE_TLS. */
  public @Nullable String domain() {
    return domain;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProxySecret that
        && form == that.form
        && key.equalsInConstantTime(that.key)
        && Objects.equals(domain, that.domain);
  }

  @Override
  public int hashCode() {
    return 31 * form.hashCode() + key.hashCode();
  }

  /** Its form, never its bytes. */
  @Override
  public String toString() {
    return "ProxySecret[" + form + "]";
  }
}
