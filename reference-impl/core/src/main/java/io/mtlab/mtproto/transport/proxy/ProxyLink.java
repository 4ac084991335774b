package io.mtlab.mtproto.transport.proxy;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A link by which a proxy is handed on: {@code tg://proxy?server=HOST&port=PORT&secret=SECRET},
 * {@code tg://socks?server=HOST&port=PORT&user=USER&pass=PASSWORD}, or the same behind {@code
 * https://t.me/}. A link is as secret as what it holds: only {@link #text} and {@link #webText}
 * tell it.
 *
 * @see <a href="https://core.telegram.org/api/links#mtproxy-links">MTProxy links</a>
 * @see <a href="https://core.telegram.org/api/links#socks5-proxy-links">SOCKS5 proxy links</a>
 */
public sealed interface ProxyLink {
  /** A longer link is not read; the longest secret takes 400 letters of it. */
  int LENGTH_MAX = 2048;

  /** Where a server's name ends, as in the DNS. */
  int HOST_LENGTH_MAX = 253;

  /** An MTProxy: a server that is reached with a secret. */
  record MtProxy(Address server, ProxySecret secret) implements ProxyLink {
    /** What is spoken with it: what the form of its secret demands. */
    public TransportSpec transport() {
      return TransportSpec.with(secret);
    }

    @Override
    public String query() {
      return "proxy?" + serverQuery(server) + "&secret=" + secret.text();
    }
  }

  /**
   * A SOCKS5 proxy.
   *
   * @param proxy of the kind SOCKS5
   */
  record Socks(ProxyServer proxy) implements ProxyLink {
    /** Refuses the other kind: it has no link. */
    public Socks {
      if (proxy.kind() != ProxyServer.Kind.SOCKS5) {
        throw new IllegalArgumentException("there are no links to proxies of " + proxy.kind());
      }
    }

    @Override
    public String query() {
      String server = "socks?" + serverQuery(proxy.address());
      ProxyServer.Credentials known = proxy.credentials();
      return known == null
          ? server
          : server + "&user=" + encoded(known.user()) + "&pass=" + encoded(known.password());
    }
  }

  /** What stands behind {@code tg://} and {@code https://t.me/} alike; not for logs. */
  String query();

  /** The link that applications open; not for logs. */
  default String text() {
    return "tg://" + query();
  }

  /** The link that browsers open; not for logs. */
  default String webText() {
    return "https://t.me/" + query();
  }

  /**
   * Reads a link. Parameters that are not known are ignored.
   *
   * @throws IllegalArgumentException if it is none; what is secret in it is not repeated
   */
  static ProxyLink parse(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a link has at most " + LENGTH_MAX + " letters");
    }
    int question = text.indexOf('?');
    String what = question < 0 ? "" : kind(text.substring(0, question).toLowerCase(Locale.ROOT));
    return switch (what) {
      case "proxy" -> {
        SequencedMap<String, String> found = parameters(text.substring(question + 1));
        yield new MtProxy(server(found), secret(found));
      }
      case "socks" -> {
        SequencedMap<String, String> found = parameters(text.substring(question + 1));
        yield new Socks(
            new ProxyServer(ProxyServer.Kind.SOCKS5, server(found), credentials(found)));
      }
      default ->
          throw new IllegalArgumentException(
              "a link to a proxy is tg://proxy?server=HOST&port=PORT&secret=SECRET or"
                  + " tg://socks?server=HOST&port=PORT, or the same behind https://t.me/");
    };
  }

  private static String kind(String begin) {
    String rest = begin;
    for (String prefix : List.of("tg://", "tg:")) {
      if (rest.startsWith(prefix)) {
        return withoutSlash(rest.substring(prefix.length()));
      }
    }
    for (String scheme : List.of("https://", "http://")) {
      rest = rest.startsWith(scheme) ? rest.substring(scheme.length()) : rest;
    }
    for (String site : List.of("t.me/", "telegram.me/", "telegram.dog/")) {
      if (rest.startsWith(site)) {
        return withoutSlash(rest.substring(site.length()));
      }
    }
    return "";
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static SequencedMap<String, String> parameters(String query) {
    SequencedMap<String, String> found = new LinkedHashMap<>();
    int end = query.indexOf('#');
    for (String part : (end < 0 ? query : query.substring(0, end)).split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (!name.isEmpty() && found.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("a link has " + name + " once");
      }
    }
    return found;
  }

  private static String serverQuery(Address server) {
    return "server=" + encoded(server.host()) + "&port=" + server.port();
  }

  private static Address server(SequencedMap<String, String> found) {
    String host = wanted("server", found);
    if (host.length() > HOST_LENGTH_MAX || !host.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("the link's server is no name and no address");
    }
    boolean inBrackets = host.startsWith("[") && host.endsWith("]");
    String named = inBrackets ? host.substring(1, host.length() - 1) : host;
    String port = wanted("port", found);
    if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > ProxyServer.PORT_MAX) {
      throw new IllegalArgumentException("the link's port is no number from 1 to 65535");
    }
    return new Address(named, Integer.parseInt(port));
  }

  /** Some links have the letters of ordinary base64 for those of base64url. */
  private static ProxySecret secret(SequencedMap<String, String> found) {
    return ProxySecret.parse(wanted("secret", found).replace('+', '-').replace('/', '_'));
  }

  private static ProxyServer.@Nullable Credentials credentials(SequencedMap<String, String> found) {
    String user = found.getOrDefault("user", "");
    String password = found.getOrDefault("pass", "");
    return user.isEmpty() && password.isEmpty()
        ? null
        : new ProxyServer.Credentials(user, password);
  }

  private static String wanted(String name, SequencedMap<String, String> found) {
    String value = found.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the link has no " + name);
    }
    return value;
  }

  /** A plus is a plus: secrets in base64 have some. */
  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("the link has a % that encodes nothing");
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
