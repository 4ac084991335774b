package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.TransportKind;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ServerStreamTest}: a client's whole stream, in the pieces that the test gives. The frames
 * before a fault must come out, too.
 */
public final class ServerStreamVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch, NotHere {
    TransportKind kind = Kinds.of(vector);
    ServerTransport server = new ServerTransport();
    Found found = new Found();
    ProtocolException fault = null;
    try {
      for (Bytes piece : pieces(vector)) {
        server.received(piece, found);
      }
      server.ended();
    } catch (ProtocolException e) {
      fault = e;
    }
    List<String> expected = vector.bytesList("payloads").stream().map(Bytes::toHex).toList();
    if (!expected.equals(found.payloads)) {
      throw new Mismatch("payloads", expected.toString(), found.payloads.toString());
    }
    if (fault != null) {
      throw fault;
    }
    if (server.kind() != kind) {
      throw new Mismatch("transport", kind.name(), String.valueOf(server.kind()));
    }
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
