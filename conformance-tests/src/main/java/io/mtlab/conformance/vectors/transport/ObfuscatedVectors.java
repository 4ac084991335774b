package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.GivenEntropy;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.mask.Mask;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ObfuscatedClientTest}, {@code ObfuscatedServerTest} and {@code ObfuscatedInitTest}: the 64
 * bytes that open an obfuscated stream, and both of its masks.
 */
public final class ObfuscatedVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    if (vector.has("init") && !vector.has("header")) {
      if (!ObfuscatedHeader.mayBegin(vector.bytes("init"))) {
        throw new Refused("a stream must not begin so");
      }
    } else if (vector.has("init")) {
      runClient(vector);
    } else {
      runServer(vector);
    }
  }

  private static void runClient(Vector vector) throws Mismatch {
    Bytes tag = vector.bytes("tag");
    Short dc = isNull(vector, "dc") ? null : (short) vector.int32("dc");
    Bytes secret = secret(vector);
    GivenEntropy chance = new GivenEntropy().then(vector.bytes("init"));
    ObfuscatedHeader drawn = ObfuscatedHeader.draw(chance, tag, dc, secret);
    vector.expect("header", drawn.header());
    masked(vector, "send", drawn.toServer(), "sendWire");
    masked(vector, "recvWire", drawn.toClient(), "recv");
    ObfuscatedHeader read = ObfuscatedHeader.read(vector.bytes("header"), secret);
    vector.expectText("tag", Integer.toHexString(read.tag()));
    masked(vector, "sendWire", read.toServer(), "send");
    masked(vector, "recv", read.toClient(), "recvWire");
  }

  /** Piece by piece, in a row: the mask runs on. */
  private static void masked(Vector vector, String from, Mask mask, String to) throws Mismatch {
    List<Bytes> pieces = vector.has(from) ? pieces(vector, from) : List.of();
    List<Bytes> expected = vector.has(to) ? pieces(vector, to) : List.of();
    for (int i = 0; i < pieces.size(); i++) {
      Bytes actual = mask.apply(pieces.get(i));
      if (!actual.equals(expected.get(i))) {
        throw new Mismatch(to + " " + i, expected.get(i).toHex(), actual.toHex());
      }
    }
  }

  private static List<Bytes> pieces(Vector vector, String field) {
    return vector.json(field).isArray() ? vector.bytesList(field) : List.of(vector.bytes(field));
  }

  private static void runServer(Vector vector) throws Refused, ProtocolException, Mismatch {
    Bytes header = vector.bytes("header");
    Bytes secret = secret(vector);
    ServerTransport server =
        Kinds.server(secret == null ? List.of() : List.of(ProxySecret.of(secret)));
    server.received(header, Kinds.NOW, new Found());
    if (server.spec() == null) {
      server.ended();
      throw new Refused("no transport was found");
    }
    ObfuscatedHeader read = ObfuscatedHeader.read(header, secret);
    vector.expectText("tag", Integer.toHexString(read.tag()));
    if (vector.has("dc") && vector.int32("dc") != read.dc()) {
      throw new Mismatch("dc", vector.text("dc"), Short.toString(read.dc()));
    }
    if (vector.has("serverSend")) {
      masked(vector, "serverSend", read.toClient(), "serverSendWire");
      masked(vector, "clientWire", read.toServer(), "clientPlain");
    }
  }

  private static @Nullable Bytes secret(Vector vector) {
    return isNull(vector, "secret") ? null : vector.bytes("secret");
  }

  private static boolean isNull(Vector vector, String field) {
    return !vector.has(field) || vector.json(field).isNull();
  }
}
