package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.MessageId;

/** {@code OpenTest}: a receiver opens a message, or refuses it. */
public final class OpenVectors implements VectorTest {
  private final Mtproto2Cipher cipher =
      new Mtproto2Cipher(_ -> {
        throw new IllegalStateException("nothing is sealed here");
      });

  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    Direction direction = vector.int32("x") == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
    Bytes frame = vector.bytes("message");
    Envelope envelope = Envelope.open(key, direction, frame, cipher);
    if (vector.has("sessionId")
        && !vector.json("sessionId").isNull()
        && envelope.sessionId() != vector.bytes("sessionId").int64(0)) {
      throw new Refused("another session");
    }
    long id = envelope.message().id();
    boolean fromServer = direction == Direction.TO_CLIENT;
    if (vector.hasFlag("MsgIdParity") && MessageId.fromServer(id) != fromServer) {
      throw new Refused("an id of the wrong side");
    }
    if (vector.has("body")) {
      vector.expect("body", envelope.message().body());
      vector.expect("seqNo", envelope.message().seqNo());
      number(vector, "salt", envelope.salt());
      number(vector, "msgId", id);
    }
  }

  /** 64-bit numbers stand as the bytes of the wire. */
  private static void number(Vector vector, String field, long actual) throws Mismatch {
    if (vector.has(field) && vector.bytes(field).int64(0) != actual) {
      throw new Mismatch(field, vector.text(field), Long.toHexString(Long.reverseBytes(actual)));
    }
  }
}
