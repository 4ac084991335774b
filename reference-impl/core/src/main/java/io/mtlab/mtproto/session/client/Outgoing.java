package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;

/** A query of a client, from the call until its answer. Its id and number change when refused. */
final class Outgoing {
  /** A query that was refused so often is given up. */
  static final int REFUSALS_MAX = 5;

  final long query;
  private final ClientSession.Body body;
  private Bytes bytes = Bytes.EMPTY;
  long messageId;
  int seqNo;
  long sentAt;
  long checkAt = Time.NEVER;
  long pause;
  int sends;
  int refusals;
  boolean acknowledged;

  /** Whether the server was asked after it, so that its answer may have been sent twice. */
  boolean asked;

  /** Whether it must not travel in a container: one with it was refused. */
  boolean alone;

  Outgoing(long query, ClientSession.Body body) {
    this.query = query;
    this.body = body;
  }

  /** Whether it has an id and a number. */
  boolean numbered() {
    return messageId != 0;
  }

  /** Makes it a message. */
  void number(long id, int number) {
    messageId = id;
    seqNo = number;
    bytes = body.under(id);
  }

  /** Takes its id and number away: it will be sent as a new message. */
  void renumber() {
    messageId = 0;
    sends = 0;
    asked = false;
    acknowledged = false;
  }

  Message message() {
    return new Message(messageId, seqNo, bytes);
  }
}
