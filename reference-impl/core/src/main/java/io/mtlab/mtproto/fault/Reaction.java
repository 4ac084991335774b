package io.mtlab.mtproto.fault;

/**
 * What a server does on the wire when a client breaks a rule: the one place that decides it.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-errors">transport
 *     errors</a>
 */
public sealed interface Reaction {
  /** The message counts for nothing; the connection goes on. */
  record Ignore() implements Reaction {}

  /** The connection is closed without a word. */
  record Close() implements Reaction {}

  /** A transport error is sent, and the connection closed. */
  record Refuse(int code) implements Reaction {}

  /** The reaction to a broken rule. */
  static Reaction to(Fault fault) {
    return switch (fault) {
      case Malformed malformed ->
          switch (malformed) {
            case FRAME_LENGTH,
                FRAME_TOO_LONG,
                FRAME_NUMBER,
                FRAME_CHECKSUM,
                FAKE_TLS_RECORD,
                UNKNOWN_TRANSPORT ->
                new Close();
            // said before by a close code of WebSocket's own
            case WEBSOCKET_FRAME, WEBSOCKET_TEXT, WEBSOCKET_TOO_LONG -> new Close();
            case HTTP_MESSAGE, HTTP_LENGTH, HTTP_STATUS, WEBSOCKET_HANDSHAKE -> new Refuse(-400);
            case HTTP_METHOD -> new Refuse(-405);
            case HTTP_LENGTH_MISSING -> new Refuse(-411);
            case HTTP_BODY_TOO_LONG -> new Refuse(-413);
            case WEBSOCKET_VERSION -> new Refuse(-426);
            case HTTP_HEAD_TOO_LONG -> new Refuse(-431);
            default -> new Refuse(-404);
          };
      case PeerMisbehaved misbehaved ->
          switch (misbehaved) {
            // whoever changed a bit on the way must not be able to end the connection by it, nor
            // learn from the answer which check failed
            case MSG_KEY_MISMATCH, MESSAGE_LENGTH, SESSION_ID_MISMATCH, MESSAGE_ID -> new Ignore();
            case PLAIN_MESSAGE_ID -> new Ignore();
            // what the session has an answer of its own for
            case ACK_SEQ_NO,
                MESSAGE_ID_TOO_LOW,
                MESSAGE_ID_TOO_HIGH,
                MESSAGE_ID_BITS,
                CONTAINER_ID_SEEN,
                MESSAGE_TOO_OLD,
                SEQ_NO_TOO_LOW,
                SEQ_NO_TOO_HIGH,
                SEQ_NO_NOT_EVEN,
                SEQ_NO_NOT_ODD,
                SALT,
                TEMPORARY_KEY_END,
                PERMANENT_KEY_USED ->
                new Ignore();
            // nothing is said that would tell a recorder from a stranger
            case REPLAYED_OPENING, FAKE_TLS_PROOF -> new Close();
            case FLOOD -> new Refuse(-429);
            default -> new Refuse(-404);
          };
      case PeerIncompatible incompatible ->
          switch (incompatible) {
            case WRONG_DC -> new Refuse(-444);
            case NO_COMMON_RSA_KEY -> new Refuse(-404);
            case PASSWORD_ALGORITHM -> new Ignore(); // the user is asked for a newer client
          };
      case TimedOut _, ProxyFailed _ -> new Close();
    };
  }
}
