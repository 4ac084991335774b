package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.faketls.ClientHello;
import io.mtlab.mtproto.transport.faketls.ServerHello;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code FakeTlsClientHelloTest} as the server and {@code FakeTlsServerHelloTest} as the client
 * judge them.
 */
public final class FakeTlsHelloVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    if (vector.has("clientHello")) {
      runServer(vector);
    } else {
      runClient(vector);
    }
  }

  private static void runServer(Vector vector) throws Refused, ProtocolException, Mismatch {
    Bytes domain = Bytes.wrap(vector.text("domain").getBytes(StandardCharsets.US_ASCII));
    ProxySecret secret =
        ProxySecret.of(Bytes.concat(Bytes.fromHex("ee"), vector.bytes("secret"), domain));
    ServerTransports gate = Kinds.gate(List.of(secret));
    int times = vector.hasFlag("Replay") ? 2 : 1;
    for (int i = 0; i < times; i++) {
      judge(vector, gate.accept());
    }
  }

  private static void judge(Vector vector, ServerTransport server)
      throws Refused, ProtocolException, Mismatch {
    Bytes record = vector.bytes("clientHello");
    Found found = new Found();
    server.received(record, vector.int32("now") * Time.SECOND, found);
    server.ended();
    if (found.events.isEmpty() || !found.events.getFirst().startsWith("sent")) {
      throw new Refused("none of ours");
    }
    ClientHello hello = new ClientHello(record);
    vector.expect("random", hello.random());
    vector.expect("sessionId", hello.sessionId());
  }

  private static void runClient(Vector vector) throws Refused {
    Bytes records = vector.bytes("response");
    int size = ServerHello.bytes(records);
    if (size != records.size()
        || !new ServerHello(records).proves(vector.bytes("secret"), vector.bytes("clientRandom"))) {
      throw new Refused("no proof of the secret");
    }
  }
}
