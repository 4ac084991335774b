package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.SeenIds;
import io.mtlab.mtproto.session.Services;
import io.mtlab.mtproto.session.States;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.DestroySessionNone;
import io.mtlab.mtproto.tl.service.DestroySessionOk;
import io.mtlab.mtproto.tl.service.FutureSalts;
import io.mtlab.mtproto.tl.service.MsgDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgNewDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgResendReq;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.MsgsAllInfo;
import io.mtlab.mtproto.tl.service.MsgsStateInfo;
import io.mtlab.mtproto.tl.service.MsgsStateReq;
import io.mtlab.mtproto.tl.service.NewSessionCreated;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.RpcResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client does with each service message; everything else is updates.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages">service messages</a>
 */
final class ClientServices {
  private static final int RPC_RESULT_HEADER = 12;

  /** So many questions after the state of messages are remembered. */
  private static final int QUESTIONS_MAX = 64;

  private final ClientSession session;
  private final ClientSession.Out out;
  private final Refusals refusals;
  private final Map<Long, List<Long>> questions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Long>> eldest) {
          return size() > QUESTIONS_MAX;
        }
      };

  ClientServices(ClientSession session, ClientSession.Out out) {
    this.session = session;
    this.out = out;
    this.refusals = new Refusals(session, out);
  }

  /** The state of these messages was asked for in the message {@code question}. */
  void asked(List<Long> ids, long question) {
    questions.put(question, List.copyOf(ids));
  }

  /** In the documentation's order: service messages, then messages about messages. */
  void receive(Message message, long now) throws ProtocolException {
    Bytes body = message.body();
    if (body.size() < 4) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
    switch (body.int32(0)) {
      case RpcResult.ID -> result(message.id(), body, now);
      case FutureSalts.ID -> futureSalts(Services.read(body, FutureSalts.class));
      case DestroySessionOk.ID ->
          out.destroyed(Services.read(body, DestroySessionOk.class).sessionId(), true);
      case DestroySessionNone.ID ->
          out.destroyed(Services.read(body, DestroySessionNone.class).sessionId(), false);
      case Pong.ID -> {}
      case Ping.ID ->
          session.send(
              TlObjects.toBytes(new Pong(message.id(), Services.read(body, Ping.class).pingId())),
              now);
      case NewSessionCreated.ID ->
          sessionCreated(Services.read(body, NewSessionCreated.class), now);
      case Container.ID -> throw new ProtocolException(Malformed.CONTAINER);
      case MsgsAck.ID ->
          acknowledged(Services.bounded(Services.read(body, MsgsAck.class).msgIds()));
      case BadMsgNotification.ID ->
          refusals.notified(message, Services.read(body, BadMsgNotification.class), now);
      case BadServerSalt.ID -> refusals.newSalt(Services.read(body, BadServerSalt.class), now);
      case MsgsStateReq.ID ->
          stateAsked(message.id(), Services.read(body, MsgsStateReq.class), now);
      case MsgsStateInfo.ID -> state(Services.read(body, MsgsStateInfo.class), now);
      case MsgsAllInfo.ID -> informed(Services.read(body, MsgsAllInfo.class), now);
      case MsgDetailedInfo.ID ->
          answerWaits(Services.read(body, MsgDetailedInfo.class).answerMsgId(), now);
      case MsgNewDetailedInfo.ID ->
          answerWaits(Services.read(body, MsgNewDetailedInfo.class).answerMsgId(), now);
      case MsgResendReq.ID -> resend(Services.read(body, MsgResendReq.class).msgIds(), now);
      default -> out.updated(body);
    }
  }

  private void result(long messageId, Bytes body, long now) throws ProtocolException {
    if (body.size() < RPC_RESULT_HEADER + 4) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
    Bytes result = body.from(RPC_RESULT_HEADER);
    if (Container.isPacked(result)) {
      result = Gzip.unpack(result);
    }
    Outgoing query = session.outbox.answered(body.int64(4));
    if (query == null) {
      return; // answered before, or dropped
    }
    if (query.sends == 1 && !query.asked) {
      session.answerTime.measured(now - query.sentAt);
      session.clock.answered(messageId, query.sentAt, now);
    }
    session.answered(query, result);
  }

  /** Queries that are older than the session are not known to it. */
  private void sessionCreated(NewSessionCreated created, long now) {
    session.salts.told(created.serverSalt());
    for (Outgoing query : session.outbox.unanswered()) {
      if (query.messageId < created.firstMsgId()) {
        session.sendAgain(query, now);
      }
    }
    out.renewed();
  }

  private void acknowledged(List<Long> ids) {
    for (long id : ids) {
      Outgoing query = session.outbox.find(id);
      if (query != null) {
        query.acknowledged = true;
      }
    }
  }

  private void futureSalts(FutureSalts answer) {
    session.salts.answered(
        answer.reqMsgId(),
        answer.salts().stream()
            .map(salt ->
                new ClientSalts.Salt(
                    salt.salt(), salt.validSince() * Time.SECOND, salt.validUntil() * Time.SECOND))
            .toList());
  }

  /** A server that asks for the state of its own messages is told which of them came. */
  private void stateAsked(long question, MsgsStateReq request, long now) throws ProtocolException {
    List<Long> ids = Services.bounded(request.msgIds());
    byte[] info = new byte[ids.size()];
    for (int i = 0; i < info.length; i++) {
      info[i] = States.of(ids.get(i), session.seen, session.acks);
    }
    session.send(TlObjects.toBytes(new MsgsStateInfo(question, Bytes.wrap(info))), now);
  }

  private void state(MsgsStateInfo answer, long now) {
    List<Long> ids = questions.remove(answer.reqMsgId());
    if (ids != null) {
      told(ids, answer.info(), now);
    }
  }

  /** The server tells of its own accord what it knows of some messages. */
  private void informed(MsgsAllInfo all, long now) throws ProtocolException {
    told(Services.bounded(all.msgIds()), all.info(), now);
  }

  /** What is missing goes again; a list that does not fit its ids tells nothing. */
  private void told(List<Long> ids, Bytes info, long now) {
    if (ids.size() != info.size()) {
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      @Nullable Outgoing query = session.outbox.find(ids.get(i));
      if (query != null && States.isMissing(info.at(i))) {
        session.sendAgain(query, now);
      }
    }
  }

  /** An answer exists that was too large to be sent again unasked. */
  private void answerWaits(long answer, long now) {
    if (session.seen.check(answer) == SeenIds.Verdict.KNOWN) {
      session.acks.add(answer, now);
    } else {
      session.send(TlObjects.toBytes(new MsgResendReq(List.of(answer))), now);
    }
  }

  private void resend(List<Long> ids, long now) throws ProtocolException {
    for (long id : Services.bounded(ids)) {
      Outgoing query = session.outbox.find(id);
      if (query != null) {
        session.sendAgain(query, now);
      }
    }
  }
}
