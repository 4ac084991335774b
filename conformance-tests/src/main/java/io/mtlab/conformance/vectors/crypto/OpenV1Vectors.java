package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.fault.ProtocolException;

/** {@code OpenV1Test}: messages of MTProto 1.0 as a receiver gets them, good and bad. */
public final class OpenV1Vectors implements VectorTest {
  private static final int HEADER_SIZE = 32;

  private final Mtproto1Cipher cipher = new Mtproto1Cipher();

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    Bytes plain = cipher.open(key, Way.of(vector), vector.bytes("message"));
    vector.expect("body", plain.from(HEADER_SIZE));
  }
}
