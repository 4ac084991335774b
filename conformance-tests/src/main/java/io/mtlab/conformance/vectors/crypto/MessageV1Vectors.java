package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.fault.ProtocolException;

/** {@code MessageV1Test}: a published message of MTProto 1.0, sealed and opened again. */
public final class MessageV1Vectors implements VectorTest {
  private final Mtproto1Cipher cipher = new Mtproto1Cipher();

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    Direction direction = Way.of(vector);
    Bytes padding = vector.bytes("padding");
    byte[] plain = vector.array("plaintext");
    Bytes message = cipher.seal(key, direction, plain, into -> padding.copyTo(into, 0));
    vector.expect("message", message);
    vector.expect("plaintext", cipher.open(key, direction, message));
  }
}
