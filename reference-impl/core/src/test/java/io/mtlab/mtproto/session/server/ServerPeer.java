package io.mtlab.mtproto.session.server;

import static io.mtlab.mtproto.session.SessionPair.EPOCH;
import static io.mtlab.mtproto.session.SessionPair.FIRST_SALT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.session.SeqNos;
import io.mtlab.mtproto.session.SessionPair;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import java.util.ArrayList;
import java.util.List;

/** A client that a test writes message by message, and what the server's session says to it. */
final class ServerPeer {
  final SessionPair pair = new SessionPair(1);
  final SeqNos seqNos = new SeqNos();
  private long nextId = MessageId.at(EPOCH);

  ServerPeer() {
    pair.server.attached(EPOCH);
  }

  long id() {
    nextId = Math.max(nextId + (4 << 10), MessageId.at(pair.now));
    return nextId;
  }

  /** A query under the next id. */
  long query(Bytes body) {
    long id = id();
    send(id, seqNos.next(true), body);
    return id;
  }

  /** A service message under the next id. */
  long say(TlObject object) {
    long id = id();
    send(id, seqNos.next(false), TlObjects.toBytes(object));
    return id;
  }

  void send(long id, int seqNo, Bytes body) {
    receive(new Envelope(FIRST_SALT, pair.client.id(), new Message(id, seqNo, body)));
  }

  /** Several messages in a container. */
  long contain(Message... messages) {
    long id = id();
    send(id, seqNos.next(false), Container.of(List.of(messages)));
    return id;
  }

  void receive(Envelope envelope) {
    pair.server.received(envelope, pair.now);
    pair.server.flush(pair.now);
  }

  void assertRefused(long id, int seqNo, Bytes body, int code) {
    takeSent();
    send(id, seqNo, body);
    assertThat(take(BadMsgNotification.class))
        .containsExactly(new BadMsgNotification(id, seqNo, code));
  }

  /** All messages that the server has sent since the last time, containers opened. */
  List<Message> takeSent() {
    List<Message> messages = new ArrayList<>();
    for (Envelope envelope : pair.toClient) {
      try {
        messages.addAll(Container.unwrap(envelope.message()));
      } catch (ProtocolException impossible) {
        throw new AssertionError(impossible);
      }
    }
    pair.toClient.clear();
    return messages;
  }

  /** Those of a kind among all messages since the last time. */
  <T extends TlObject> List<T> take(Class<T> kind) {
    return takeSent().stream()
        .map(message -> object(message.body()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  static TlObject object(Bytes body) {
    try {
      return TlObjects.read(new TlReader(body));
    } catch (ProtocolException unknown) {
      throw new AssertionError(unknown);
    }
  }
}
