package io.mtlab.mtproto.session;

/**
 * The bytes of {@code msgs_state_info}: what a side knows of a message.
 *
 * @see <a
 *     href="https://core.telegram.org/mtproto/service_messages_about_messages">msgs_state_info</a>
 */
public final class States {
  /** Too low to be remembered: it may have come, or not. */
  public static final byte UNKNOWN = 1;

  /** Not received, though it would be remembered. */
  public static final byte NOT_RECEIVED = 2;

  /** Not received, and higher than anything that was. */
  public static final byte NOT_RECEIVED_YET = 3;

  /** Received. */
  public static final byte RECEIVED = 4;

  /** Added for a received message: it has been acknowledged. */
  public static final byte ACKNOWLEDGED = 8;

  /** Added for a received message: it needs no acknowledgment. */
  public static final byte NEEDS_NO_ACK = 16;

  /** Added for a received query: it is being processed, or has been. */
  public static final byte PROCESSED = 32;

  /** Added for a received query: its answer has been made. */
  public static final byte ANSWERED = 64;

  private static final int KIND = 7;

  private States() {}

  /**
   * What is known of a message.
   *
   * @param acks those that are not acknowledged yet
   */
  public static byte of(long id, SeenIds seen, Acks acks) {
    return switch (seen.check(id)) {
      case KNOWN -> {
        boolean content = (seen.seqNoOf(id) & 1) == 1;
        int ack = acks.contains(id) ? 0 : ACKNOWLEDGED;
        yield (byte) (RECEIVED | (content ? ack : NEEDS_NO_ACK));
      }
      case TOO_OLD -> UNKNOWN;
      case NEW -> id > seen.highest() ? NOT_RECEIVED_YET : NOT_RECEIVED;
    };
  }

  /** Whether a message with this state is to be sent again. */
  public static boolean isMissing(byte state) {
    int kind = state & KIND;
    return kind >= UNKNOWN && kind <= NOT_RECEIVED_YET;
  }
}
