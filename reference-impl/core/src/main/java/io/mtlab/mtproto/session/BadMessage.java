package io.mtlab.mtproto.session;

import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import org.jspecify.annotations.Nullable;

/**
 * Why a server refuses a message.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages_about_messages">codes</a>
 */
public enum BadMessage {
  /** msg_id too low: the client's clock is behind. */
  ID_TOO_LOW(16),
  /** msg_id too high: the client's clock is ahead. */
  ID_TOO_HIGH(17),
  /** The two lowest bits of msg_id are not zero. */
  ID_NOT_DIVISIBLE_BY_FOUR(18),
  /** A container has the id of an earlier message. */
  CONTAINER_ID_SEEN(19),
  /** Too old for the server to tell whether it came before. */
  TOO_OLD(20),
  /** seqno too low: a message with a lower id had a higher one. */
  SEQNO_TOO_LOW(32),
  /** seqno too high: a message with a higher id had a lower one. */
  SEQNO_TOO_HIGH(33),
  /** An even seqno was expected. */
  SEQNO_NOT_EVEN(34),
  /** An odd seqno was expected. */
  SEQNO_NOT_ODD(35),
  /** A salt that is not valid now; travels as bad_server_salt. */
  SALT(48),
  /** A container that is none. */
  CONTAINER(64);

  private final int code;

  BadMessage(int code) {
    this.code = code;
  }

  /** The reason with this error_code, or null if there is none. */
  public static @Nullable BadMessage of(int code) {
    for (BadMessage reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return null;
  }

  /** The error_code on the wire. */
  public int code() {
    return code;
  }

  /** The rule that the client broke. */
  public Fault fault() {
    return switch (this) {
      case ID_TOO_LOW -> PeerMisbehaved.MESSAGE_ID_TOO_LOW;
      case ID_TOO_HIGH -> PeerMisbehaved.MESSAGE_ID_TOO_HIGH;
      case ID_NOT_DIVISIBLE_BY_FOUR -> PeerMisbehaved.MESSAGE_ID_BITS;
      case CONTAINER_ID_SEEN -> PeerMisbehaved.CONTAINER_ID_SEEN;
      case TOO_OLD -> PeerMisbehaved.MESSAGE_TOO_OLD;
      case SEQNO_TOO_LOW -> PeerMisbehaved.SEQ_NO_TOO_LOW;
      case SEQNO_TOO_HIGH -> PeerMisbehaved.SEQ_NO_TOO_HIGH;
      case SEQNO_NOT_EVEN -> PeerMisbehaved.SEQ_NO_NOT_EVEN;
      case SEQNO_NOT_ODD -> PeerMisbehaved.SEQ_NO_NOT_ODD;
      case SALT -> PeerMisbehaved.SALT;
      case CONTAINER -> Malformed.CONTAINER;
    };
  }
}
