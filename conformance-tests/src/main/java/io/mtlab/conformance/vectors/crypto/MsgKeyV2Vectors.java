package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Kdf2;
import io.mtlab.mtproto.crypto.Sha;

/** {@code MsgKeyV2Test}: the message key of MTProto 2.0 and its quick-ack token. */
public final class MsgKeyV2Vectors implements VectorTest {
  private final Kdf2 kdf = new Kdf2(new Sha());

  @Override
  public void run(Vector vector) throws Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    byte[] padded = vector.array("plaintextWithPadding");
    byte[] large = kdf.messageKeyLarge(key, Way.of(vector), padded);
    vector.expect("msgKeyLarge", large);
    vector.expect("msgKey", Bytes.wrap(large).slice(8, 24));
    QuickAckTokens.expect(vector, Kdf2.quickAckToken(large));
  }
}
