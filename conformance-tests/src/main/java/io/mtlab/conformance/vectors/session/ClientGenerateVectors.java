package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.session.MessageIds;
import io.mtlab.mtproto.session.SeqNos;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code ClientGenerateTest}: the ids and sequence numbers that a client makes. */
public final class ClientGenerateVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    if (vector.has("kinds")) {
      numbers(vector);
    } else {
      id(vector);
    }
  }

  private static void numbers(Vector vector) throws Mismatch {
    SeqNos seqNos = new SeqNos();
    List<Integer> expected = vector.intList("seqNos");
    int at = 0;
    for (JsonNode kind : vector.json("kinds")) {
      int made = seqNos.next(kind.asString().equals("query"));
      if (made != expected.get(at)) {
        throw new Mismatch("seqNo " + at, expected.get(at).toString(), Integer.toString(made));
      }
      at++;
    }
  }

  private static void id(Vector vector) throws Mismatch {
    MessageIds ids = new MessageIds();
    long last = vector.int64("lastMsgId");
    if (last != 0) {
      ids.nextOfClient(MessageId.time(last) + 2); // a nanosecond is four units of an id
    }
    long time =
        (vector.int64("localSeconds") + vector.int64("offset")) * Time.SECOND
            + vector.int64("localNanos");
    long made = ids.nextOfClient(time);
    boolean fits =
        vector.has("minimum")
            ? made >= vector.int64("minimum")
            : Math.abs(made - vector.int64("msgId")) <= vector.int64("tolerance");
    if (!fits || !MessageId.fromClient(made)) {
      String expected = vector.text(vector.has("minimum") ? "minimum" : "msgId");
      throw new Mismatch("msgId", expected, Long.toString(made));
    }
  }
}
