package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.session.SeenIds;
import io.mtlab.mtproto.session.SeenIds.Verdict;
import io.mtlab.mtproto.tl.service.GetFutureSalts;
import io.mtlab.mtproto.tl.service.HttpWait;
import io.mtlab.mtproto.tl.service.MsgCopy;
import io.mtlab.mtproto.tl.service.MsgResendAnsReq;
import io.mtlab.mtproto.tl.service.MsgResendReq;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.MsgsAllInfo;
import io.mtlab.mtproto.tl.service.MsgsStateInfo;
import io.mtlab.mtproto.tl.service.MsgsStateReq;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.PingDelayDisconnect;
import org.jspecify.annotations.Nullable;

/**
 * What a server demands of the ids and numbers of a client's message that decrypted correctly.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages_about_messages">codes</a>
 */
final class ServerRules {
  private ServerRules() {}

  /** The rule that the id of the outermost message breaks, if any. */
  static @Nullable BadMessage checkId(Message message, SeenIds seen, long now) {
    long id = message.id();
    if (!MessageId.fromClient(id)) {
      return BadMessage.ID_NOT_DIVISIBLE_BY_FOUR;
    }
    Verdict verdict = seen.check(id);
    if (Container.is(message.body()) && verdict == Verdict.KNOWN) {
      return BadMessage.CONTAINER_ID_SEEN;
    }
    if (MessageId.time(id) < now - MessageId.AGE_MAX) {
      return BadMessage.ID_TOO_LOW;
    }
    if (MessageId.time(id) > now + MessageId.AHEAD_MAX) {
      return BadMessage.ID_TOO_HIGH;
    }
    return verdict == Verdict.TOO_OLD ? BadMessage.TOO_OLD : null;
  }

  /**
   * The rule that a message by itself or in a container breaks, if any. One that came before breaks
   * none.
   */
  static @Nullable BadMessage checkInner(Message message, SeenIds seen, ServerSession.Out out) {
    if (!MessageId.fromClient(message.id())) {
      return BadMessage.ID_NOT_DIVISIBLE_BY_FOUR;
    }
    Verdict verdict = seen.check(message.id());
    if (verdict != Verdict.NEW) {
      return verdict == Verdict.TOO_OLD ? BadMessage.TOO_OLD : null;
    }
    int seqNo = message.seqNo();
    boolean odd = (seqNo & 1) == 1;
    switch (message.body().size() < 4 ? 0 : message.body().int32(0)) {
      case MsgsAck.ID -> {
        if (odd && !out.tolerates(PeerMisbehaved.ACK_SEQ_NO)) {
          return BadMessage.SEQNO_NOT_EVEN;
        }
      }
      case MsgCopy.ID, Container.ID -> {
        if (odd) {
          return BadMessage.SEQNO_NOT_EVEN;
        }
      }
      case GetFutureSalts.ID,
          Ping.ID,
          PingDelayDisconnect.ID,
          HttpWait.ID,
          MsgsStateReq.ID,
          MsgsStateInfo.ID,
          MsgsAllInfo.ID,
          MsgResendReq.ID,
          MsgResendAnsReq.ID -> {}
      default -> {
        if (!odd) {
          return BadMessage.SEQNO_NOT_ODD;
        }
      }
    }
    int below = seen.seqNoBelow(message.id());
    if (below != SeenIds.NONE && (below > seqNo || (below == seqNo && odd))) {
      return BadMessage.SEQNO_TOO_LOW;
    }
    int above = seen.seqNoAbove(message.id());
    if (above != SeenIds.NONE && (above < seqNo || (above == seqNo && odd))) {
      return BadMessage.SEQNO_TOO_HIGH;
    }
    return null;
  }
}
