package io.mtlab.conformance.vectors.exchange;

import io.mtlab.conformance.vectors.format.GivenEntropy;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Reaction;
import io.mtlab.mtproto.machine.Time;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code AuthKeyServerTest}: a client that is right, or wrong in its last message. The last answer
 * is the one that the test names, or the transport error.
 */
public final class AuthKeyServerVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    GivenEntropy entropy =
        new GivenEntropy()
            .then(vector.bytes("serverNonce"))
            .then(reversed(vector.bytes("p")))
            .then(reversed(vector.bytes("q")))
            .then(vector.bytes("a"));
    ServerPlay server =
        new ServerPlay(
            Given.privateKey(vector),
            vector.int32("dc"),
            Given.group(vector),
            entropy,
            vector.int32("serverTime") * Time.SECOND);
    List<Given.Line> queries = Given.messages(vector, "clientMessages");
    for (int i = 0; i < queries.size(); i++) {
      ask(server, queries.get(i), i == queries.size() - 1, vector);
    }
    Bytes last = server.answers.getLast();
    vector.expectText("expected", ServerPlay.nameOf(last));
    if (vector.hasFlag("Replay") && !last.equals(server.answers.get(queries.size() - 2))) {
      throw new Mismatch("the answer to the same query", "the same", "another");
    }
    if (vector.has("authKey")) {
      vector.expect("authKey", server.agreed.getFirst().key().secret());
    }
  }

  private static void ask(ServerPlay server, Given.Line query, boolean last, Vector vector)
      throws ProtocolException, Mismatch {
    int before = server.answers.size();
    try {
      server.hear(query.frame());
    } catch (ProtocolException refused) {
      if (!last) {
        throw new Mismatch(query.name(), "answered", "refused: " + refused.fault().name());
      }
      vector.expectText("expected", onTheWire(refused));
      throw refused;
    }
    if (server.answers.size() != before + 1) {
      throw new Mismatch(query.name(), "1 answer", server.answers.size() - before + " answers");
    }
  }

  private static String onTheWire(ProtocolException refused) {
    return switch (Reaction.to(refused.fault())) {
      case Reaction.Refuse(int code) -> HexFormat.of().toHexDigits(Integer.reverseBytes(code));
      case Reaction.Ignore ignore -> "silence";
      case Reaction.Close close -> "the end of the connection";
    };
  }

  /** Primes are drawn as little-endian numbers. */
  static Bytes reversed(Bytes number) {
    byte[] turned = new byte[number.size()];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = number.at(turned.length - 1 - i);
    }
    return Bytes.wrap(turned);
  }
}
