package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * {@code ServerStreamTest}: a client's whole stream, in the pieces that the test gives. The frames
 * before a fault must come out, too.
 */
public final class ServerStreamVectors implements VectorTest {
  private static final int PADDING_BYTES_MAX = 15;

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch, NotHere {
    if (vector.hasFlag("Http")) {
      detect(vector);
      return;
    }
    TransportSpec spec = Kinds.of(vector);
    ServerTransport server = Kinds.server(new SplittableRandom(1)::nextBytes);
    Found found = new Found();
    ProtocolException fault = null;
    try {
      for (Bytes piece : pieces(vector)) {
        server.received(piece, Kinds.NOW, found);
      }
      server.ended();
    } catch (ProtocolException e) {
      fault = e;
    }
    List<String> expected = vector.bytesList("payloads").stream().map(Bytes::toHex).toList();
    boolean padded = spec.equals(TransportSpec.PADDED);
    if (padded ? !samePadded(expected, found.payloads) : !expected.equals(found.payloads)) {
      throw new Mismatch("payloads", expected.toString(), found.payloads.toString());
    }
    if (fault != null) {
      throw fault;
    }
    if (!spec.equals(server.spec())) {
      throw new Mismatch("transport", spec.name(), String.valueOf(server.spec()));
    }
  }

  /** These are only to be told from the other transports; as requests they lack something. */
  private static void detect(Vector vector) throws ProtocolException, Mismatch {
    ServerTransport server = Kinds.server(new SplittableRandom(1)::nextBytes);
    try {
      server.received(vector.bytes("stream"), Kinds.NOW, new Found());
    } catch (ProtocolException e) {
      if (!e.fault().name().startsWith("HTTP")) {
        throw e;
      }
    }
    vector.expectText("transport", String.valueOf(server.spec()));
  }

  /**
   * Where padding begins is told by messages only, and these payloads are none: the found ones may
   * have some bytes more or less.
   */
  private static boolean samePadded(List<String> expected, List<String> found) {
    boolean same = expected.size() == found.size();
    for (int i = 0; same && i < found.size(); i++) {
      int common = Math.min(expected.get(i).length(), found.get(i).length());
      int more = Math.max(expected.get(i).length(), found.get(i).length()) - common;
      same =
          more <= 2 * PADDING_BYTES_MAX
              && expected.get(i).regionMatches(0, found.get(i), 0, common);
    }
    return same;
  }

  private static List<Bytes> pieces(Vector vector) {
    Bytes stream = vector.bytes("stream");
    List<Bytes> pieces = new ArrayList<>();
    int at = 0;
    if (vector.has("chunks")) {
      for (int size : vector.intList("chunks")) {
        int end = Math.min(at + size, stream.size());
        pieces.add(stream.slice(at, end));
        at = end;
      }
    }
    pieces.add(stream.from(at));
    return pieces;
  }
}
