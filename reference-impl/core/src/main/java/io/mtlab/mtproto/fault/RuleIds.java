package io.mtlab.mtproto.fault;

import java.util.List;

/** Which numbered requirements of the ledger a fault breaks: a finding is named by them. */
public final class RuleIds {
  private RuleIds() {}

  /** Ids such as {@code S-016}, the most telling first; none for what a proxy does. */
  public static List<String> of(Fault fault) {
    return switch (fault) {
      case Malformed malformed -> of(malformed);
      case PeerMisbehaved misbehaved -> of(misbehaved);
      case PeerIncompatible incompatible ->
          switch (incompatible) {
            case NO_COMMON_RSA_KEY -> List.of("A-021", "A-008");
            case WRONG_DC -> List.of("A-022");
            case PASSWORD_ALGORITHM -> List.of("K-001");
          };
      case ProxyFailed _ -> List.of();
      case TimedOut late ->
          switch (late) {
            case KEY_EXCHANGE -> List.of("A-048");
            case CONNECTING -> List.of("T-037");
            case IDLE -> List.of("T-032");
          };
    };
  }

  private static List<String> of(Malformed fault) {
    return switch (fault) {
      case TOO_SHORT -> List.of("L-006");
      case TRAILING_BYTES -> List.of("L-014");
      case UNKNOWN_CONSTRUCTOR, WRONG_TYPE -> List.of("L-013");
      case STRING_LENGTH -> List.of("L-004", "L-005");
      case STRING_PADDING -> List.of("L-005");
      case STRING_NOT_UTF8 -> List.of("L-019");
      case STRING_TOO_LONG -> List.of("Z-013");
      case VECTOR_TOO_LONG -> List.of("L-008");
      case TOO_DEEP -> List.of("L-015");
      case NOT_A_BOOL -> List.of("L-009");
      case FRAME_LENGTH -> List.of("T-007", "T-013", "T-015");
      case FRAME_TOO_LONG -> List.of("T-014");
      case FAKE_TLS_RECORD -> List.of("Y-013");
      case FRAME_NUMBER -> List.of("T-012");
      case FRAME_CHECKSUM -> List.of("T-011");
      case UNKNOWN_TRANSPORT -> List.of("T-002");
      case PLAIN_MESSAGE_LENGTH, PLAIN_TRAILING_BYTES -> List.of("A-002");
      case GZIP -> List.of("L-016", "L-017");
      case CONTAINER -> List.of("M-001", "M-002", "M-003", "M-004");
      case HTTP_PATH, HTTP_METHOD -> List.of("H-001", "W-001");
      case HTTP_MESSAGE, HTTP_LENGTH, HTTP_LENGTH_MISSING, HTTP_BODY_TOO_LONG, HTTP_HEAD_TOO_LONG ->
          List.of("H-016");
      case HTTP_STATUS -> List.of("H-005", "H-010");
      case WEBSOCKET_HANDSHAKE -> List.of("W-002", "W-007");
      case WEBSOCKET_VERSION -> List.of("W-007");
      case WEBSOCKET_FRAME -> List.of("W-006");
      case WEBSOCKET_TEXT -> List.of("W-005");
      case WEBSOCKET_TOO_LONG -> List.of("W-009");
    };
  }

  private static List<String> of(PeerMisbehaved fault) {
    return switch (fault) {
      case MSG_KEY_MISMATCH -> List.of("E-009", "E-015");
      case MESSAGE_LENGTH -> List.of("E-011");
      case SESSION_ID_MISMATCH -> List.of("E-012");
      case MESSAGE_ID -> List.of("E-013", "S-006");
      case PLAIN_MESSAGE_ID -> List.of("A-003");
      case MESSAGE_ID_TOO_LOW, MESSAGE_ID_TOO_HIGH -> List.of("S-006");
      case MESSAGE_ID_BITS -> List.of("S-007");
      case CONTAINER_ID_SEEN -> List.of("S-008");
      case MESSAGE_TOO_OLD -> List.of("S-009");
      case SEQ_NO_TOO_LOW, SEQ_NO_TOO_HIGH -> List.of("S-017");
      case SEQ_NO_NOT_EVEN, SEQ_NO_NOT_ODD, ACK_SEQ_NO -> List.of("S-016");
      case SALT -> List.of("S-025");
      case UNKNOWN_AUTH_KEY -> List.of("E-008", "T-023");
      case NONCE_MISMATCH, SERVER_NONCE_MISMATCH -> List.of("A-021", "A-026");
      case NEW_NONCE_HASH_MISMATCH -> List.of("A-039");
      case ANSWER_HASH_MISMATCH -> List.of("A-028", "A-034");
      case PQ -> List.of("A-021", "A-011");
      case RSA_PADDING -> List.of("A-018");
      case OLDER_RSA_PADDING -> List.of("A-019");
      case DH_PRIME -> List.of("D-001", "D-002", "D-003");
      case DH_GENERATOR -> List.of("D-004");
      case DH_PUBLIC_VALUE -> List.of("D-009", "D-010");
      case EXPIRES_IN -> List.of("A-021");
      case TEMPORARY_KEY_END -> List.of("P-008");
      case PERMANENT_KEY_USED -> List.of("P-003");
      case RETRY_ID -> List.of("A-033", "A-034");
      case OUT_OF_TURN -> List.of("A-021", "A-043");
      case DH_GEN_FAIL -> List.of("A-040");
      case TOO_MANY_RETRIES -> List.of("A-041");
      case REPLAYED_OPENING -> List.of("B-016", "Y-007");
      case FAKE_TLS_PROOF -> List.of("Y-011");
      case FLOOD -> List.of("A-052", "M-012", "Z-015");
    };
  }
}
