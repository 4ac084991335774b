package io.mtlab.mtproto.fault;

/** How a server takes a client that does what the documentation forbids. */
public enum Rules {
  /** By the text: what it forbids is refused. For vectors and conformance. */
  STRICT,
  /** What clients in use are known to do is accepted and reported as a finding. */
  FIELD;

  /**
   * Whether a server with these rules goes on as if the rule had not been broken. This is the one
   * place that says what the field does although the text forbids it.
   */
  public boolean tolerates(Fault fault) {
    return this == FIELD && isSeenInTheField(fault);
  }

  private static boolean isSeenInTheField(Fault fault) {
    return switch (fault) {
      case PeerMisbehaved misbehaved ->
          switch (misbehaved) {
            // clients that are older than RSA_PAD
            case OLDER_RSA_PADDING -> true;
            // ids by a clock, without its two lowest bits cleared
            case PLAIN_MESSAGE_ID -> true;
            // mtcute numbers an acknowledgment like a query
            case ACK_SEQ_NO -> true;
            // gotd/td counts from the end of its exchange, by its own clock
            case TEMPORARY_KEY_END -> true;
            default -> false;
          };
      case Malformed malformed ->
          switch (malformed) {
            // samples-auth_key itself has bytes behind the object, though from the server
            case PLAIN_TRAILING_BYTES -> true;
            default -> false;
          };
      case PeerIncompatible _, ProxyFailed _, TimedOut _ -> false;
    };
  }
}
