package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.client.ClientSalts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code FutureSaltTest}: which of several salts a client uses, or that it has to ask. */
public final class FutureSaltVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    List<ClientSalts.Salt> salts = new ArrayList<>();
    for (JsonNode salt : vector.json("salts")) {
      salts.add(
          new ClientSalts.Salt(
              Long.parseLong(salt.get("salt").asString()),
              salt.get("validSince").asLong() * Time.SECOND,
              salt.get("validUntil").asLong() * Time.SECOND));
    }
    ClientSalts client = new ClientSalts(0);
    client.learn(salts);
    long now = vector.int64("now") * Time.SECOND;
    String used = client.wanting(now) ? "null" : Long.toString(client.at(now));
    JsonNode expected = vector.json("salt");
    String wanted = expected.isNull() ? "null" : expected.asString();
    if (!used.equals(wanted)) {
      throw new Mismatch("salt", wanted, used);
    }
  }
}
