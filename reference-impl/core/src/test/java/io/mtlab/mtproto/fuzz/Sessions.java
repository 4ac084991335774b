package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.SessionPair;

/**
 * Both sides of a session, behind the decryption. Of the input one byte is the message's age and
 * low bits, one its seqno, and the rest its body.
 */
final class Sessions {
  private Sessions() {}

  static void server(Bytes input) {
    SessionPair pair = new SessionPair(1);
    pair.connect();
    if (input.size() >= 2) {
      pair.server.received(
          new Envelope(SessionPair.FIRST_SALT, pair.client.id(), message(input, 0, pair)),
          pair.now);
      pair.flush();
    }
  }

  static void client(Bytes input) throws ProtocolException {
    SessionPair pair = new SessionPair(1);
    pair.connect();
    pair.query(1);
    if (input.size() >= 2) {
      Envelope envelope = new Envelope(0, pair.client.id(), message(input, 1, pair));
      pair.client.received(
          envelope.seal(SessionPair.KEY, Direction.TO_CLIENT, pair.cipher), pair.now);
      pair.flush();
    }
  }

  private static Message message(Bytes input, int lowBits, SessionPair pair) {
    byte[] bytes = input.toArray();
    long seconds = bytes[0] >> 2;
    long id = (((pair.now / 1_000_000_000L) + seconds) << 32) + 4L * (bytes[0] & 3) + lowBits;
    return new Message(id, bytes[1], input.from(2).slice(0, whole(input)));
  }

  /** Bodies are whole words: an envelope with another length ends before. */
  private static int whole(Bytes input) {
    return (input.size() - 2) & -4;
  }
}
