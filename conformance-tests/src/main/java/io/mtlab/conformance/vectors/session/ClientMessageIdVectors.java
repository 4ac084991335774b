package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.SeenIds;
import io.mtlab.mtproto.session.client.ClientSession;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.MsgsAck;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code ClientMsgIdTest}: a client processes a message, acknowledges it again, or ignores it. */
public final class ClientMessageIdVectors implements VectorTest {
  /** More young ids than our client remembers; a test's smaller memory is full when ours is. */
  private static final int TOO_MANY = SeenIds.YOUNG_MAX + 1;

  private static final AuthKey KEY = AuthKey.of(new byte[AuthKey.SIZE]);
  private static final long SESSION = 0x5e55;
  private static final Bytes UPDATES_TOO_LONG = Bytes.fromHex("7eaf17e3");

  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    long now = vector.int64("now") * Time.SECOND;
    Client client = new Client(now);
    List<Long> remembered = new ArrayList<>();
    for (JsonNode id : vector.json("remembered")) {
      remembered.add(Long.parseLong(id.asString()));
    }
    if (remembered.size() == vector.int32("capacity")) {
      remembered.addFirst(remembered.getFirst() - 4); // is forgotten in place of the test's own
      long last = remembered.getLast();
      while (remembered.size() < TOO_MANY) {
        last += 4;
        remembered.add(last);
      }
    }
    remembered.forEach(client::hear);
    client.forget();
    client.hear(vector.int64("msgId"));
    String action = client.action(vector.int64("msgId"));
    if (!vector.hasFlag("Boundary")) { // at the border of the window both are right
      vector.expectText("action", action);
    }
    if (!action.equals("process")) {
      throw new Refused(action);
    }
  }

  private static final class Client implements ClientSession.Out {
    private final MessageCipher cipher = new FoldCipher();
    private final ClientSession session =
        new ClientSession(new ClientSession.Start(SESSION, KEY, 1, 0, true), cipher, this);
    private final long now;
    private final List<Bytes> sent = new ArrayList<>();
    private int updated;

    Client(long now) {
      this.now = now;
      session.attached(now);
    }

    void hear(long id) {
      Envelope envelope = new Envelope(1, SESSION, new Message(id, 1, UPDATES_TOO_LONG));
      try {
        session.received(envelope.seal(KEY, Direction.TO_CLIENT, cipher), now);
      } catch (ProtocolException refused) {
        return; // ignored, and the connection is closed
      }
    }

    void forget() {
      session.flush(now + Time.SECOND);
      updated = 0;
      sent.clear();
    }

    String action(long id) {
      if (updated > 0) {
        return "process";
      }
      return acknowledges(id) ? "reack" : "ignore";
    }

    private boolean acknowledges(long id) {
      session.flush(now + Time.SECOND);
      try {
        for (Bytes frame : sent) {
          Envelope envelope = Envelope.open(KEY, Direction.TO_SERVER, frame, cipher);
          for (Message message : Container.unwrap(envelope.message())) {
            if (TlObjects.read(new TlReader(message.body())) instanceof MsgsAck acks
                && acks.msgIds().contains(id)) {
              return true;
            }
          }
        }
      } catch (ProtocolException ours) {
        throw new IllegalStateException("the client sent what cannot be read", ours);
      }
      return false;
    }

    @Override
    public void transmit(Bytes frame) {
      sent.add(frame);
    }

    @Override
    public void updated(Bytes body) {
      updated++;
    }

    @Override
    public void answered(long query, Bytes result) {
      throw new IllegalStateException("nothing was asked");
    }

    @Override
    public void refused(long query, BadMessage why) {
      throw new IllegalStateException("nothing was asked");
    }

    @Override
    public void renewed() {
      // no session is made here
    }

    @Override
    public void stalled() {
      // no time passes here
    }

    @Override
    public void broken(BadMessage why) {
      throw new IllegalStateException("nothing was sent");
    }
  }
}
