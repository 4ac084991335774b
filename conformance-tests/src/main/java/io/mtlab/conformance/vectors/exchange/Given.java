package io.mtlab.conformance.vectors.exchange;

import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.fault.ProtocolException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** Values of these tests that have a form of their own. */
final class Given {
  private Given() {}

  /** One message of an exchange. */
  record Line(boolean fromClient, String name, Bytes frame) {}

  static List<Line> messages(Vector vector, String field) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode node : vector.json(field)) {
      lines.add(
          new Line(
              !node.path("from").asString("client").equals("server"),
              node.path("name").asString(),
              Bytes.fromHex(node.path("message").asString())));
    }
    return lines;
  }

  static RsaPublicKey publicKey(Vector vector) {
    JsonNode rsa = vector.json("rsa");
    return new RsaPublicKey(number(rsa, "n"), number(rsa, "e"));
  }

  static RsaPrivateKey privateKey(Vector vector) {
    return RsaPrivateKey.of(publicKey(vector), number(vector.json("rsa"), "d"));
  }

  /** The server's group: like any other it has to pass the checks. */
  static DhGroup group(Vector vector) throws ProtocolException {
    DhGroups groups = new DhGroups(new SplittableRandom(2)::nextBytes);
    return groups.check(vector.bytes("dhPrime"), vector.int32("g"));
  }

  static int expiresIn(Vector vector) {
    return vector.json("expiresIn").isNull() ? 0 : vector.int32("expiresIn");
  }

  private static BigInteger number(JsonNode node, String field) {
    return new BigInteger(node.path(field).asString(), 16);
  }
}
