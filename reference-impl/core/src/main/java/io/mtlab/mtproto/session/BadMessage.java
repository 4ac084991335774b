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
  ID_TOO_LOW(16, PeerMisbehaved.MESSAGE_ID_TOO_LOW),
  /** msg_id too high: the client's clock is ahead. */
  ID_TOO_HIGH(17, PeerMisbehaved.MESSAGE_ID_TOO_HIGH),
  /** The two lowest bits of msg_id are not zero. */
  ID_NOT_DIVISIBLE_BY_FOUR(18, PeerMisbehaved.MESSAGE_ID_BITS),
  /** A container has the id of an earlier message. */
  CONTAINER_ID_SEEN(19, PeerMisbehaved.CONTAINER_ID_SEEN),
  /** Too old for the server to tell whether it came before. */
  TOO_OLD(20, PeerMisbehaved.MESSAGE_TOO_OLD),
  /** seqno too low: a message with a lower id had a higher one. */
  SEQNO_TOO_LOW(32, PeerMisbehaved.SEQ_NO_TOO_LOW),
  /** seqno too high: a message with a higher id had a lower one. */
  SEQNO_TOO_HIGH(33, PeerMisbehaved.SEQ_NO_TOO_HIGH),
  /** An even seqno was expected. */
  SEQNO_NOT_EVEN(34, PeerMisbehaved.SEQ_NO_NOT_EVEN),
  /** An odd seqno was expected. */
  SEQNO_NOT_ODD(35, PeerMisbehaved.SEQ_NO_NOT_ODD),
  /** A salt that is not valid now; travels as bad_server_salt. */
  SALT(48, PeerMisbehaved.SALT),
  /** A container that is none. */
  CONTAINER(64, Malformed.CONTAINER);

  private final int code;
  private final Fault fault;

  BadMessage(int code, Fault fault) {
    this.code = code;
    this.fault = fault;
  }

  /** The reason with this error_code, or null if there is none. */
  static @Nullable BadMessage of(int code) {
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
  Fault fault() {
    return fault;
  }
}
