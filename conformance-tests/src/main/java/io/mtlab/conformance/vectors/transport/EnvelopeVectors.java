package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.GivenEntropy;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.FullFrame;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** {@code EnvelopeTest}: a payload as the client frames it, and as the server reads it again. */
public final class EnvelopeVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch, NotHere {
    TransportSpec spec = Kinds.of(vector);
    if (spec.equals(TransportSpec.FULL)) {
      runFull(vector);
      return;
    }
    Bytes payload = payload(vector);
    boolean wantsAck = vector.has("quickAck") && vector.isTrue("quickAck");
    ClientTransport client = Kinds.client(spec, chance(vector));
    Bytes begun =
        Refused.onBadArgument(
            () -> wantsAck ? client.encodeWantingAck(payload) : client.encode(payload));
    Bytes tag = vector.bytes("init");
    vector.expect("init", begun.slice(0, tag.size()));
    Bytes frame = begun.from(tag.size());
    vector.expect("frame", frame);
    if (vector.has("frameHeader")) {
      vector.expect("frameHeader", frame.slice(0, frame.size() - payload.size()));
      expect("frameLength", vector.int32("frameLength"), frame.size());
    }

    Found found = new Found();
    ServerTransport server = Kinds.server(chance(vector));
    server.received(begun, Kinds.NOW, found);
    expect("quickAck", wantsAck ? 1 : 0, found.acksWanted);
    // Where padding begins is told by messages only, which these payloads need not be.
    if (!vector.has("padding")) {
      expect("payload", List.of(payload.toHex()), found.payloads);
    }
    if (!wantsAck) {
      vector.expect("frame", server.encode(payload));
    }
  }

  /** Full frames one by one: the tests begin at any number. */
  private static void runFull(Vector vector) throws ProtocolException, Mismatch {
    FullFrame frame = new FullFrame(vector.int32("seqno"), payload(vector));
    vector.expect("frame", frame.encode());
    expect("number and payload", frame, FullFrame.decode(vector.bytes("frame")));
  }

  /** How much padding, and which; the same for both ends. */
  private static Entropy chance(Vector vector) {
    if (!vector.has("padding")) {
      return new SplittableRandom(1)::nextBytes;
    }
    Bytes padding = vector.bytes("padding");
    return new GivenEntropy().then(Bytes.wrap(new byte[] {(byte) padding.size()})).then(padding);
  }

  private static Bytes payload(Vector vector) {
    if (!vector.has("repeat")) {
      return vector.bytes("payload");
    }
    byte[] payload = new byte[vector.int32("repeat")];
    Arrays.fill(payload, HexFormat.of().parseHex(vector.text("byte"))[0]);
    return Bytes.wrap(payload);
  }

  private static void expect(String what, Object expected, Object actual) throws Mismatch {
    if (!expected.equals(actual)) {
      throw new Mismatch(what, expected.toString(), actual.toString());
    }
  }
}
