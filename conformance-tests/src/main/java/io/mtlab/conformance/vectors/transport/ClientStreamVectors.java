package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** {@code ClientStreamTest}: a server's whole stream, at once and byte by byte. */
public final class ClientStreamVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch, NotHere {
    TransportSpec spec = Kinds.of(vector);
    Bytes stream = vector.bytes("stream");
    List<Bytes> singly = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      singly.add(stream.slice(i, i + 1));
    }
    List<String> expected = new ArrayList<>();
    for (JsonNode event : vector.json("events")) {
      expected.add(event(event));
    }
    // Each byte alone first: a fault must not hide what came before it in either case.
    read(spec, singly, expected);
    read(spec, List.of(stream), expected);
  }

  private static void read(TransportSpec spec, List<Bytes> pieces, List<String> expected)
      throws ProtocolException, Mismatch {
    ClientTransport client = Kinds.client(spec, new SplittableRandom(1)::nextBytes);
    Found found = new Found();
    ProtocolException fault = null;
    try {
      for (Bytes piece : pieces) {
        client.received(piece, Kinds.NOW, found);
      }
      client.ended();
    } catch (ProtocolException e) {
      fault = e;
    }
    if (!expected.equals(found.events)) {
      throw new Mismatch("events", expected.toString(), found.events.toString());
    }
    if (fault != null) {
      throw fault;
    }
  }

  private static String event(JsonNode event) {
    String type = event.path("type").asString();
    return switch (type) {
      case "payload" -> Found.payload(event.path("payload").asString());
      case "error" -> Found.errorCode(event.path("code").asInt());
      case "quickAck" -> Found.token(event.path("token").asString());
      default -> throw new IllegalArgumentException("an event of type " + type);
    };
  }
}
