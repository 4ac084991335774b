package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The opening handshake. The subprotocol is always {@code binary}; extensions are declined, since
 * ciphertext does not compress; pages of any site may connect, since secrecy lies in MTProto.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4">RFC 6455, section 4</a>
 */
public final class WebSocketHandshake {
  /** The subprotocol. */
  public static final String SUBPROTOCOL = "binary";

  private static final String VERSION = "13";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final int SWITCHING = 101;

  private WebSocketHandshake() {}

  /** A fresh key for a request. */
  static String newKey(Entropy entropy) {
    return Base64.getEncoder().encodeToString(entropy.bytes(KEY_BYTES));
  }

  /** What a server answers to a client's key. */
  public static String accept(String key) {
    byte[] digest = new Sha().sha1((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
    return Base64.getEncoder().encodeToString(digest);
  }

  /** The client's request on the wire. */
  static Bytes request(String host, String path, String key) {
    Fields fields =
        Fields.of(
            "Host", host,
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Key", key,
            "Sec-WebSocket-Version", VERSION,
            "Sec-WebSocket-Protocol", SUBPROTOCOL);
    return new HttpRequest("GET", path, 1, fields).encode(Bytes.EMPTY);
  }

  /**
   * The server's answer to a request for a path that takes WebSockets.
   *
   * @throws ProtocolException WEBSOCKET_VERSION or WEBSOCKET_HANDSHAKE
   */
  static Bytes accepted(HttpRequest request) throws ProtocolException {
    Fields fields = request.fields();
    List<String> keys = fields.all("Sec-WebSocket-Key");
    List<String> versions = fields.all("Sec-WebSocket-Version");
    if (!fields.lists("Upgrade", "websocket") || !versions.equals(List.of(VERSION))) {
      throw new ProtocolException(Malformed.WEBSOCKET_VERSION);
    }
    if (request.minorVersion() == 0
        || !fields.lists("Connection", "Upgrade")
        || keys.size() != 1
        || !isKey(keys.getFirst())
        || !offers(fields)) {
      throw new ProtocolException(Malformed.WEBSOCKET_HANDSHAKE);
    }
    return new HttpResponse(
            SWITCHING,
            Fields.of(
                "Upgrade",
                "websocket",
                "Connection",
                "Upgrade",
                "Sec-WebSocket-Accept",
                accept(keys.getFirst()),
                "Sec-WebSocket-Protocol",
                SUBPROTOCOL))
        .encode(Bytes.EMPTY);
  }

  /** Unlike other tokens of HTTP, a subprotocol has one case only. */
  private static boolean offers(Fields fields) {
    return fields.all("Sec-WebSocket-Protocol").stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .anyMatch(one -> one.strip().equals(SUBPROTOCOL));
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  /**
   * Checks a server's answer of status 101.
   *
   * @throws ProtocolException WEBSOCKET_HANDSHAKE
   */
  static void check(HttpResponse response, String key) throws ProtocolException {
    Fields fields = response.fields();
    if (response.status() != SWITCHING
        || !fields.lists("Upgrade", "websocket")
        || !fields.lists("Connection", "Upgrade")
        || !fields.all("Sec-WebSocket-Accept").equals(List.of(accept(key)))
        || !fields.all("Sec-WebSocket-Protocol").equals(List.of(SUBPROTOCOL))
        || fields.has("Sec-WebSocket-Extensions")) {
      throw new ProtocolException(Malformed.WEBSOCKET_HANDSHAKE);
    }
  }
}
