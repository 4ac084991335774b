package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import java.util.List;

/**
 * A frame of a server that passed all checks which need no memory: the message in its envelope, and
 * the messages that it stands for.
 *
 * @see <a href="https://core.telegram.org/mtproto/security_guidelines">security guidelines</a>
 */
record Arrival(Message outer, List<Message> messages) {
  static Arrival open(Bytes frame, AuthKey key, long sessionId, MessageCipher cipher)
      throws ProtocolException {
    Envelope envelope = Envelope.open(key, Direction.TO_CLIENT, frame, cipher);
    if (envelope.sessionId() != sessionId) {
      throw new ProtocolException(PeerMisbehaved.SESSION_ID_MISMATCH);
    }
    Message outer = envelope.message();
    check(outer);
    List<Message> messages = Container.unwrap(outer);
    for (Message message : messages) {
      check(message);
    }
    return new Arrival(outer, messages);
  }

  private static void check(Message message) throws ProtocolException {
    if (!MessageId.fromServer(message.id())) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_ID);
    }
  }

  /**
   * Whether it is neither too old nor from the future. What puts the clock right is taken at any
   * time: nothing else could mend it.
   */
  boolean isInTime(ServerClock clock, long now) {
    return clock.isTimely(outer.id(), now) || mendsTheClock();
  }

  private boolean mendsTheClock() {
    int constructor = outer.body().size() < 4 ? 0 : outer.body().int32(0);
    return constructor == BadMsgNotification.ID || constructor == BadServerSalt.ID;
  }
}
