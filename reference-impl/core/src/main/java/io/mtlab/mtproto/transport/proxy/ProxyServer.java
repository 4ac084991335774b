package io.mtlab.mtproto.transport.proxy;

import io.mtlab.mtproto.machine.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way to every server.
 *
 * @param kind how it is spoken to
 * @param address where it is
 * @param credentials what it may ask for; null for none
 */
public record ProxyServer(Kind kind, Address address, @Nullable Credentials credentials) {
  static final int PORT_MAX = 65_535;

  /** How a proxy is spoken to. */
  public enum Kind {
    /** RFC 1928, with a user's name and password by RFC 1929. */
    SOCKS5,
    /** The method CONNECT of HTTP/1.1, with a user's name and password by RFC 7617 (Basic). */
    HTTP
  }

  /**
   * A user's name and password.
   *
   * @param user 1 to 255 bytes in UTF-8, without control characters and without a colon
   * @param password 0 to 255 bytes in UTF-8, without control characters
   */
  public record Credentials(String user, String password) {
    /** The longest that RFC 1929 has room for. */
    public static final int BYTES_MAX = 255;

    /** Refuses what one of the two kinds could not say. */
    public Credentials {
      if (user.isEmpty() || isUnfit(user) || isUnfit(password) || user.indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "a proxy's user is 1 to 255 bytes without a colon, its password at most 255 bytes");
      }
    }

    private static boolean isUnfit(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX
          || text.chars().anyMatch(Character::isISOControl);
    }

    /** Neither is told. */
    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  /**
   * A proxy from its URL: {@code socks5://HOST:PORT}, {@code http://HOST:PORT}, either with {@code
   * USER:PASSWORD@} before the host, in which odd characters are percent-encoded.
   *
   * @throws IllegalArgumentException if it is none; what is secret in it is not repeated
   */
  public static ProxyServer parse(String url) {
    URI read;
    try {
      read = new URI(url);
    } catch (URISyntaxException unreadable) {
      throw new IllegalArgumentException(wanted()); // without the reason: it repeats the text
    }
    Kind kind =
        switch (String.valueOf(read.getScheme()).toLowerCase(Locale.ROOT)) {
          case "socks5", "socks5h" -> Kind.SOCKS5;
          case "http" -> Kind.HTTP;
          default -> throw new IllegalArgumentException(wanted());
        };
    String host = read.getHost();
    String path = read.getRawPath();
    boolean bare = (path == null || path.isEmpty() || "/".equals(path)) && read.getQuery() == null;
    if (host == null || !bare || read.getPort() < 1 || read.getPort() > PORT_MAX) {
      throw new IllegalArgumentException(wanted());
    }
    String named = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new ProxyServer(
        kind, new Address(named, read.getPort()), credentials(read.getRawUserInfo()));
  }

  private static String wanted() {
    return "a proxy is socks5://HOST:PORT or http://HOST:PORT, with USER:PASSWORD@ before the host"
        + " if it asks for them";
  }

  private static @Nullable Credentials credentials(@Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return null;
    }
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    return new Credentials(decoded(user), colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
  }

  /** In this part of a URL a plus is a plus. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Tunnel tunnelTo(Address server) {
    return switch (kind) {
      case SOCKS5 -> new SocksTunnel(server, credentials);
      case HTTP -> new ConnectTunnel(server, credentials);
    };
  }

  /** Where it is, without what it asks for. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + "://" + address;
  }
}
