package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AesIge;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Kdf2;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.ProtocolException;

/** {@code DecryptTest}: published messages, of which only the decryption counts. */
public final class DecryptVectors implements VectorTest {
  private final Kdf2 kdf = new Kdf2(new Sha());
  private final AesIge ige = new AesIge();
  private final Mtproto2Cipher cipher =
      new Mtproto2Cipher(into -> {
        throw new IllegalStateException("the test gives the padding");
      });

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    Direction direction = Way.of(vector);
    Bytes message = vector.bytes("message");
    kdf.derive(key, direction, message.slice(8, 24).toArray());
    vector.expect("aesKey", kdf.aesKey());
    vector.expect("aesIv", kdf.aesIv());
    byte[] plain = message.from(24).toArray();
    ige.decrypt(kdf.aesKey(), kdf.aesIv(), plain, 0, plain.length);
    vector.expect("plaintextWithPadding", plain);
    Bytes large = Bytes.wrap(kdf.messageKeyLarge(key, direction, plain));
    if (!large.slice(8, 24).equals(message.slice(8, 24))) {
      throw new Mismatch("msg_key", message.slice(8, 24).toHex(), large.slice(8, 24).toHex());
    }
    // One published sample is too short for a message and names no key: it stops here.
    if (vector.isTrue("checkKeyId")) {
      vector.expect("plaintextWithPadding", cipher.open(key, direction, message));
    }
  }
}
