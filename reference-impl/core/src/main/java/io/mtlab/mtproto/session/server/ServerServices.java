package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.SeenIds.Verdict;
import io.mtlab.mtproto.session.Services;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.DestroySession;
import io.mtlab.mtproto.tl.service.DestroySessionNone;
import io.mtlab.mtproto.tl.service.DestroySessionOk;
import io.mtlab.mtproto.tl.service.FutureSalt;
import io.mtlab.mtproto.tl.service.FutureSalts;
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
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.RpcAnswerDropped;
import io.mtlab.mtproto.tl.service.RpcAnswerDroppedRunning;
import io.mtlab.mtproto.tl.service.RpcAnswerUnknown;
import io.mtlab.mtproto.tl.service.RpcDropAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server does with each service message; everything else is a query.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages">service messages</a>
 */
final class ServerServices {
  /** The most salts that a client is given at once. */
  static final int SALTS_MAX = 64;

  private final ServerSession session;
  private final ServerSession.Out out;
  private final Resending lost;

  ServerServices(ServerSession session, ServerSession.Out out) {
    this.session = session;
    this.out = out;
    this.lost = session.lost;
  }

  /** In the documentation's order: service messages, then messages about messages. */
  void receive(Message message, long now) throws ProtocolException {
    if (message.body().size() < 4) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
    Bytes body = message.body();
    switch (body.int32(0)) {
      case RpcDropAnswer.ID -> drop(message.id(), Services.read(body, RpcDropAnswer.class), now);
      case GetFutureSalts.ID ->
          futureSalts(message.id(), Services.read(body, GetFutureSalts.class), now);
      case Ping.ID ->
          session.reply(new Pong(message.id(), Services.read(body, Ping.class).pingId()), now);
      case PingDelayDisconnect.ID ->
          pingAndDelay(message.id(), Services.read(body, PingDelayDisconnect.class), now);
      case DestroySession.ID -> destroy(Services.read(body, DestroySession.class), now);
      case Container.ID -> throw new ProtocolException(Malformed.CONTAINER);
      case MsgCopy.ID -> copy(message.id(), body, now);
      case MsgsAck.ID -> acknowledged(Services.read(body, MsgsAck.class).msgIds(), now);
      case MsgsStateReq.ID ->
          lost.stateAsked(message.id(), Services.read(body, MsgsStateReq.class).msgIds(), now);
      case MsgsStateInfo.ID -> {}
      case HttpWait.ID -> out.waits(HttpWaiting.of(Services.read(body, HttpWait.class)));
      case MsgsAllInfo.ID -> lost.informed(Services.read(body, MsgsAllInfo.class), now);
      case MsgResendReq.ID ->
          lost.wanted(message.id(), Services.read(body, MsgResendReq.class).msgIds(), now);
      case MsgResendAnsReq.ID ->
          lost.answersWanted(
              message.id(), Services.read(body, MsgResendAnsReq.class).msgIds(), now);
      default -> session.execute(message.id(), body);
    }
  }

  private void drop(long id, RpcDropAnswer request, long now) {
    session.answers.taken(id);
    long answer = session.answers.to(request.reqMsgId());
    Message kept = session.unacked.drop(answer);
    TlObject result;
    if (kept != null) {
      result = new RpcAnswerDropped(kept.id(), kept.seqNo(), kept.body().size());
    } else if (answer == Answers.RUNNING) {
      result = new RpcAnswerDroppedRunning();
      session.answer(request.reqMsgId(), TlObjects.toBytes(result), now);
    } else {
      result = new RpcAnswerUnknown();
    }
    session.answer(id, TlObjects.toBytes(result), now);
  }

  private void futureSalts(long id, GetFutureSalts request, long now) {
    int count = Math.clamp(request.num(), 1, SALTS_MAX);
    ServerSalts salts = session.salts();
    List<FutureSalt> list = new ArrayList<>(count);
    for (int ahead = 0; ahead < count; ahead++) {
      long since = salts.validSince(ahead, now);
      list.add(
          new FutureSalt(
              Services.seconds(since),
              Services.seconds(since + ServerSalts.LIFE),
              salts.future(ahead, now)));
    }
    session.reply(new FutureSalts(id, Services.seconds(now), list), now);
  }

  private void pingAndDelay(long id, PingDelayDisconnect ping, long now) {
    session.reply(new Pong(id, ping.pingId()), now);
    out.disconnectAfter(ping.disconnectDelay());
  }

  private void destroy(DestroySession request, long now) {
    long id = request.sessionId();
    boolean destroyed = id != session.id() && out.destroySession(id);
    session.reply(destroyed ? new DestroySessionOk(id) : new DestroySessionNone(id), now);
  }

  /** Treated like its content, unless that has come by itself before. */
  private void copy(long id, Bytes body, long now) throws ProtocolException {
    Message original = Services.original(body, id);
    if (session.seen.check(original.id()) == Verdict.NEW) {
      session.seen.add(original.id(), original.seqNo());
      receive(original, now);
    }
  }

  private void acknowledged(List<Long> ids, long now) throws ProtocolException {
    for (long id : Services.bounded(ids)) {
      session.acknowledged(id, now);
    }
  }
}
