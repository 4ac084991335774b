package io.mtlab.conformance.vectors.web;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.service.HttpWait;
import io.mtlab.mtproto.tl.service.MsgsAck;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code HttpWaitTest}: when a request is answered, and by how many messages. The session is made
 * and its first message acknowledged before, so that nothing else is ready.
 */
public final class HttpWaitVectors implements VectorTest {
  private static final long SESSION = 0x5e55;
  private static final long BEGIN = 1_767_225_600L * Time.SECOND;
  private static final long PATIENCE = 60 * Time.SECOND;

  private final MessageCipher cipher = new FoldCipher();

  @Override
  public void run(Vector vector) throws Mismatch, ProtocolException {
    PlayedGate gate = new PlayedGate(BEGIN);
    post(gate, 1, TlObjects.toBytes(new HttpWait(0, 0, 0)));
    List<Long> known = messages(gate.take().getFirst()).stream().map(Message::id).toList();
    gate.runTo(BEGIN + Time.SECOND);
    post(gate, 2, TlObjects.toBytes(new MsgsAck(known)));
    gate.push();
    gate.runTo(gate.now() + Time.SECOND);
    List<Long> more = messages(gate.take().getFirst()).stream().map(Message::id).toList();
    Bytes acks = TlObjects.toBytes(new MsgsAck(more));

    long asked = gate.now();
    if (vector.has("httpWait")) {
      post(gate, 3, acks, vector.bytes("httpWait"));
    } else {
      post(gate, 3, acks);
    }
    for (int ready : vector.intList("ready")) {
      gate.runTo(asked + ready * Time.MILLISECOND);
      gate.push();
    }
    gate.runTo(asked + PATIENCE);
    check(vector, asked, gate.take());
  }

  private void check(Vector vector, long asked, List<HttpAnswer> answers)
      throws Mismatch, ProtocolException {
    if (answers.size() != 1) {
      throw new Mismatch("answers", "1", Integer.toString(answers.size()));
    }
    long at = (answers.getFirst().at() - asked) / Time.MILLISECOND;
    if (Math.abs(at - vector.int32("answerAtMs")) > vector.int32("toleranceMs")) {
      throw new Mismatch("answerAtMs", vector.text("answerAtMs"), Long.toString(at));
    }
    long news =
        messages(answers.getFirst()).stream()
            .filter(message -> message.body().int32(0) == UpdatesTooLong.ID)
            .count();
    if (news != vector.int32("messages")) {
      throw new Mismatch("messages", vector.text("messages"), Long.toString(news));
    }
  }

  private void post(PlayedGate gate, int number, Bytes... bodies) {
    long second = (gate.now() / Time.SECOND) << Integer.SIZE;
    Message[] inner = new Message[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      inner[i] = new Message(second + 4L * i, 0, bodies[i]);
    }
    Message outer =
        inner.length == 1
            ? inner[0]
            : new Message(second + 4L * inner.length, 0, Container.of(List.of(inner)));
    Bytes body =
        new Envelope(PlayedGate.SALT, SESSION, outer)
            .seal(PlayedGate.KEY, Direction.TO_SERVER, cipher);
    String head =
        "POST /api HTTP/1.1\r\nHost: x\r\nX-Number: %d\r\nContent-Length: %d\r\n\r\n"
            .formatted(number, body.size());
    gate.receive(Bytes.concat(Bytes.wrap(head.getBytes(StandardCharsets.US_ASCII)), body));
  }

  private List<Message> messages(HttpAnswer answer) throws ProtocolException {
    return Container.unwrap(
        Envelope.open(PlayedGate.KEY, Direction.TO_CLIENT, answer.body(), cipher).message());
  }
}
