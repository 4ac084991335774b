package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.Kdf2;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.crypto.Sha;

/** {@code MsgKeyV1Test}: the message key of MTProto 1.0 and its quick-ack token. */
public final class MsgKeyV1Vectors implements VectorTest {
  private final Sha sha = new Sha();
  private final Mtproto1Cipher cipher = new Mtproto1Cipher();

  @Override
  public void run(Vector vector) throws Mismatch {
    byte[] plain = vector.array("plaintext");
    byte[] hash = sha.sha1(plain);
    vector.expect("sha1", hash);
    vector.expect("msgKey", cipher.messageKey(plain));
    QuickAckTokens.expect(vector, Kdf2.quickAckToken(hash));
  }
}
