package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;

/** A query of a client, from the call until its answer. Its id and number change when refused. */
final class Outgoing {
  /** A query that was refused so often is given up. */
  static final int REFUSALS_MAX = 5;

  final long query;
  final Bytes body;
  long messageId;
  int seqNo;
  long sentAt;
  long checkAt = Time.NEVER;
  long pause;
  int sends;
  int refusals;
  boolean acknowledged;

  Outgoing(long query, Bytes body) {
    this.query = query;
    this.body = body;
  }

  /** Whether it has an id and a number. */
  boolean numbered() {
    return messageId != 0;
  }

  /** Takes its id and number away: it will be sent as a new message. */
  void renumber() {
    messageId = 0;
    sends = 0;
    acknowledged = false;
  }

  Message message() {
    return new Message(messageId, seqNo, body);
  }
}
