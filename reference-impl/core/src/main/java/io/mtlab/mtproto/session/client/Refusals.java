package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;

/**
 * What a client does when its server refuses a message. Only notifications about its own recent
 * messages count: anything else may be a replay. Whatever is sent again is counted, so that nothing
 * goes round for ever.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages_about_messages">codes</a>
 */
final class Refusals {
  private final ClientSession session;
  private final ClientSession.Out out;

  Refusals(ClientSession session, ClientSession.Out out) {
    this.session = session;
    this.out = out;
  }

  /** In the order of the codes. */
  void notified(Message notification, BadMsgNotification bad, long now) {
    BadMessage why = BadMessage.of(bad.errorCode());
    long refused = bad.badMsgId();
    if (why == null || !session.outbox.isRecent(refused)) {
      return;
    }
    switch (why) {
      case ID_TOO_LOW -> {
        session.clock.set(notification.id(), now);
        sendAnew(refused, why, false);
      }
      case ID_TOO_HIGH -> {
        session.clock.set(notification.id(), now);
        goOnElsewhere(refused, why); // ids must grow: the right time needs a new session
      }
      case CONTAINER_ID_SEEN -> {
        for (Outgoing query : session.outbox.contents(refused)) {
          if (!query.acknowledged) {
            session.outbox.resend(query);
          }
        }
      }
      case TOO_OLD -> sendAnew(refused, why, false);
      case SEQNO_TOO_LOW, SEQNO_TOO_HIGH -> goOnElsewhere(refused, why);
      case ID_NOT_DIVISIBLE_BY_FOUR, SEQNO_NOT_EVEN, SEQNO_NOT_ODD -> {
        // a mistake of this program: the same message would be refused again
        for (Outgoing query : session.outbox.contents(refused)) {
          giveUp(query, why);
        }
        out.broken(why);
      }
      case SALT -> {} // comes as bad_server_salt
      case CONTAINER -> sendAnew(refused, why, true);
    }
  }

  /** A salt ran out unnoticed: those to come are asked for, so that it happens once. */
  void newSalt(BadServerSalt bad, long now) {
    if (session.outbox.isRecent(bad.badMsgId())) {
      session.salts.told(bad.newServerSalt());
      sendAnew(bad.badMsgId(), BadMessage.SALT, false);
      session.askForSalts(now);
    }
  }

  /** Sends a refused message, or the contents of a container, as new messages. */
  private void sendAnew(long messageId, BadMessage why, boolean alone) {
    for (Outgoing query : session.outbox.contents(messageId)) {
      if (++query.refusals > Outgoing.REFUSALS_MAX) {
        giveUp(query, why);
      } else {
        query.alone |= alone;
        session.outbox.renumber(query);
      }
    }
  }

  /** A successor will send everything again. */
  private void goOnElsewhere(long messageId, BadMessage why) {
    for (Outgoing query : session.outbox.contents(messageId)) {
      if (++query.refusals > Outgoing.REFUSALS_MAX) {
        giveUp(query, why);
      }
    }
    out.broken(why);
  }

  private void giveUp(Outgoing query, BadMessage why) {
    session.outbox.answered(query.messageId);
    out.refused(query.query, why);
  }
}
