package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code ContainerTest}, {@code ContainerDecodeTest}: a server takes a container or refuses it. */
public final class ContainerVectors implements VectorTest {
  private static final long SALT = 1;

  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    long outerId = vector.int64("outerMsgId");
    long now = MessageId.time(outerId);
    Gate gate = new Gate(SALT, now, now);
    Bytes encoded = vector.bytes("encoded");
    gate.put(SALT, new Message(outerId, vector.int32("outerSeqNo"), encoded));
    refusal(vector, gate, outerId);
    List<Message> messages = Container.unwrap(new Message(outerId, 0, encoded));
    if (vector.has("count")) {
      vector.expect("count", messages.size());
    }
    if (vector.has("messages")) {
      compare(vector.json("messages"), messages);
    }
  }

  private static void refusal(Vector vector, Gate gate, long outerId) throws Refused, Mismatch {
    for (TlObject said : gate.takeSaid()) {
      if (said instanceof BadMsgNotification bad) {
        vector.expect("expectedCode", bad.errorCode());
        long named = vector.has("faultyMsgId") ? vector.int64("faultyMsgId") : outerId;
        if (bad.badMsgId() != named) {
          throw new Mismatch("bad_msg_id", Long.toString(named), Long.toString(bad.badMsgId()));
        }
        if (!gate.executed().isEmpty()) {
          throw new Mismatch("executed", "nothing", gate.executed().toString());
        }
        throw new Refused("bad_msg_notification " + bad.errorCode());
      }
    }
  }

  private static void compare(JsonNode expected, List<Message> actual) throws Mismatch {
    if (expected.size() != actual.size()) {
      throw new Mismatch("count", expected.size() + "", actual.size() + "");
    }
    for (int i = 0; i < actual.size(); i++) {
      JsonNode one = expected.get(i);
      Message expectedOne =
          new Message(
              Long.parseLong(one.get("msgId").asString()),
              one.get("seqNo").asInt(),
              Bytes.fromHex(one.get("body").asString()));
      if (!expectedOne.equals(actual.get(i))) {
        throw new Mismatch("message " + i, expectedOne.toString(), actual.get(i).toString());
      }
    }
  }
}
