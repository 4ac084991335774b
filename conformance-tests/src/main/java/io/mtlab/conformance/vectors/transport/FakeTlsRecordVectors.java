package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.faketls.Records;
import java.util.Arrays;

/**
 * {@code FakeTlsRecordsTest} and {@code FakeTlsRecordsDecodeTest}: a client's records, and records
 * as a reader takes them, at once and byte by byte.
 */
public final class FakeTlsRecordVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    if (vector.has("maxRecord")) {
      runWriter(vector);
      return;
    }
    Bytes wire = vector.bytes("records");
    vector.expect("data", read(wire, wire.size()));
    vector.expect("data", read(wire, 1));
  }

  private static void runWriter(Vector vector) throws ProtocolException, Mismatch {
    Bytes data = data(vector);
    Bytes wire = Records.ofClient(vector.int32("maxRecord")).wrap(data);
    vector.expect("records", wire);
    if (vector.has("recordsLength")) {
      if (wire.size() != vector.int32("recordsLength")) {
        throw new Mismatch("size", vector.text("recordsLength"), Integer.toString(wire.size()));
      }
      vector.expect("recordsSha256", new Sha().sha256(wire.toArray()));
    }
    if (!read(wire, 7).equals(data)) {
      throw new Mismatch("data", data.toHex(), read(wire, 7).toHex());
    }
  }

  private static Bytes data(Vector vector) {
    if (vector.has("data")) {
      return vector.bytes("data");
    }
    byte[] repeated = new byte[vector.int32("repeat")];
    Arrays.fill(repeated, vector.bytes("byte").at(0));
    return Bytes.wrap(repeated);
  }

  private static Bytes read(Bytes wire, int pieceBytes) throws ProtocolException {
    Records records = Records.ofServer();
    Bytes[] all = {Bytes.EMPTY};
    for (int at = 0; at < wire.size(); at += pieceBytes) {
      records.read(
          wire.slice(at, Math.min(wire.size(), at + pieceBytes)),
          piece -> all[0] = Bytes.concat(all[0], piece));
    }
    return all[0];
  }
}
