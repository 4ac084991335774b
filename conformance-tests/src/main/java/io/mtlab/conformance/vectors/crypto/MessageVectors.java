package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Kdf2;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code MessageTest}: whole messages of MTProto 2.0, built, sealed and opened again. */
public final class MessageVectors implements VectorTest {
  private static final int HEADER_SIZE = 32;

  private final Mtproto2Cipher cipher =
      new Mtproto2Cipher(into -> {
        throw new IllegalStateException("the test gives the padding");
      });
  private final Kdf2 kdf = new Kdf2(new Sha());

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    Direction direction = Way.of(vector);
    byte[] padded = padded(vector);
    vector.expect("plaintextWithPadding", padded);
    Bytes message = cipher.sealPadded(key, direction, padded);
    vector.expect("message", message);
    vector.expect("authKeyId", message.slice(0, 8));
    vector.expect("msgKey", message.slice(8, 24));
    kdf.derive(key, direction, vector.array("msgKey"));
    vector.expect("aesKey", kdf.aesKey());
    vector.expect("aesIv", kdf.aesIv());
    vector.expect("plaintextWithPadding", cipher.open(key, direction, vector.bytes("message")));
  }

  private static byte[] padded(Vector vector) {
    Bytes body = vector.bytes("body");
    ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(vector.int64("salt")).putLong(vector.int64("sessionId"));
    header.putLong(vector.int64("msgId")).putInt(vector.int32("seqNo")).putInt(body.size());
    return Bytes.concat(Bytes.wrap(header.array()), body, vector.bytes("padding")).toArray();
  }
}
