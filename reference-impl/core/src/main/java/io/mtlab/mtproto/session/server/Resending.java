package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.Services;
import io.mtlab.mtproto.session.States;
import io.mtlab.mtproto.tl.service.MsgDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgNewDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgsAllInfo;
import io.mtlab.mtproto.tl.service.MsgsStateInfo;
import io.mtlab.mtproto.tl.service.RpcResult;
import java.util.List;

/**
 * What a server does about messages that may have been lost: tells what it knows of a client's, and
 * sends its own again. Large ones are only announced, since they may have come after all.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages_about_messages">messages about
 *     messages</a>
 */
final class Resending {
  /** Messages of more bytes are announced. */
  static final int ANNOUNCED_FROM = 1 << 16;

  private static final int REQ_MSG_ID_AT = 4;

  private final ServerSession session;

  Resending(ServerSession session) {
    this.session = session;
  }

  /** msgs_state_req: the state of each message, one byte for each. */
  void stateAsked(long question, List<Long> ids, long now) throws ProtocolException {
    tellStates(question, Services.bounded(ids), now);
    // a client that asks has lost patience, perhaps because the answer was lost
    for (long asked : ids) {
      Message answer = session.unacked.find(session.answers.to(asked));
      if (answer != null) {
        again(answer, now);
      }
    }
  }

  private void tellStates(long question, List<Long> ids, long now) {
    byte[] info = new byte[ids.size()];
    for (int i = 0; i < info.length; i++) {
      long id = ids.get(i);
      info[i] = (byte) (States.of(id, session.seen, session.acks) | session.answers.state(id));
    }
    session.reply(new MsgsStateInfo(question, Bytes.wrap(info)), now);
  }

  /** msgs_all_info: what the client says is missing goes again. */
  void informed(MsgsAllInfo all, long now) throws ProtocolException {
    List<Long> ids = Services.bounded(all.msgIds());
    if (ids.size() != all.info().size()) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
    for (int i = 0; i < ids.size(); i++) {
      Message kept = session.unacked.find(ids.get(i));
      if (kept != null && States.isMissing(all.info().at(i))) {
        again(kept, now);
      }
    }
  }

  /** msg_resend_req: the messages themselves; if one is not there, the states of all. */
  void wanted(long request, List<Long> ids, long now) throws ProtocolException {
    boolean all = true;
    for (long wanted : Services.bounded(ids)) {
      Message kept = session.unacked.find(wanted);
      if (kept == null) {
        all = false;
      } else {
        session.again(kept);
      }
    }
    if (!all) {
      tellStates(request, ids, now);
    }
  }

  /** msg_resend_ans_req of older schemas: the answers to these queries. */
  void answersWanted(long request, List<Long> ids, long now) throws ProtocolException {
    boolean all = true;
    for (long query : Services.bounded(ids)) {
      Message kept = session.unacked.find(session.answers.to(query));
      if (kept == null) {
        all = false;
      } else {
        session.again(kept);
      }
    }
    if (!all) {
      tellStates(request, ids, now);
    }
  }

  /** Sends a message again, or says that it is there to be asked for. */
  void again(Message kept, long now) {
    int size = kept.body().size();
    if (size < ANNOUNCED_FROM) {
      session.again(kept);
    } else if (kept.body().int32(0) == RpcResult.ID) {
      long query = kept.body().int64(REQ_MSG_ID_AT);
      session.send(new MsgDetailedInfo(query, kept.id(), size, 0), false, now);
    } else {
      session.send(new MsgNewDetailedInfo(kept.id(), size, 0), false, now);
    }
  }
}
