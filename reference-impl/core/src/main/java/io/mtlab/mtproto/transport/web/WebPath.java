package io.mtlab.mtproto.transport.web;

import java.util.Set;

/**
 * The paths of MTProto's web transports.
 *
 * @see <a href="https://core.telegram.org/mtproto/transports#http">HTTP</a>
 * @see <a href="https://core.telegram.org/mtproto/transports#uri-format">URI format</a>
 */
public final class WebPath {
  /** Requests of clients that are no browsers. */
  public static final String API = "/api";

  /** Requests of browsers, from pages of any site. */
  public static final String BROWSER_API = "/apiw1";

  /** WebSockets. */
  public static final String WEB_SOCKET = "/apiws";

  // asked, never walked
  private static final Set<String> BROWSERS =
      Set.of("/apiw", BROWSER_API, "/apiw_test", "/apiw1_test", "/apiw_test1");
  private static final Set<String> WEB_SOCKETS =
      Set.of(WEB_SOCKET, "/apiws_test", "/apiws_premium", "/apiws_test_premium");

  private WebPath() {}

  /** Whether messages are posted there. */
  static boolean takesMessages(String path) {
    return path.equals(API) || BROWSERS.contains(path);
  }

  /** Whether pages of other sites may post there. */
  static boolean isForBrowsers(String path) {
    return BROWSERS.contains(path);
  }

  static boolean isWebSocket(String path) {
    return WEB_SOCKETS.contains(path);
  }
}
