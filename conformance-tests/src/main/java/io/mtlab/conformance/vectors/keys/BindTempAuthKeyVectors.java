package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.KeyBinding;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import java.util.HexFormat;

/** {@code BindTempAuthKeyTest}: the query that binds a temporary key, with given random values. */
public final class BindTempAuthKeyVectors implements VectorTest {
  private final KeyBinding binding = new KeyBinding();
  private final Mtproto1Cipher cipher = new Mtproto1Cipher();

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    AuthKey permanent = AuthKey.of(vector.bytes("permAuthKey"));
    AuthKey temporary = AuthKey.of(vector.bytes("tempAuthKey"));
    vector.expectText("permAuthKeyId", wire(permanent.id()));
    vector.expectText("tempAuthKeyId", wire(temporary.id()));
    KeyBinding.Under under =
        new KeyBinding.Under(
            temporary.id(),
            vector.int32("expiresAt"),
            vector.int64("tempSessionId"),
            vector.int64("msgId"));
    Bytes random = vector.bytes("random");
    Bytes padding = vector.bytes("padding");
    Entropy given = into -> (into.length == random.size() ? random : padding).copyTo(into, 0);
    AuthBindTempAuthKey query = binding.request(permanent, under, vector.int64("nonce"), given);
    vector.expect("encryptedMessage", query.encryptedMessage());
    vector.expect("request", TlObjects.toBytes(query));
    Bytes plain = cipher.open(permanent, Direction.TO_SERVER, query.encryptedMessage());
    vector.expect("plaintext", plain);
    vector.expect("inner", plain.from(32));
    byte[] msgKey = cipher.messageKey(plain.toArray());
    vector.expect("msgKey", msgKey);
    Mtproto1Cipher.Derived derived = cipher.derive(permanent, Direction.TO_SERVER, msgKey);
    vector.expect("aesKey", derived.aesKey());
    vector.expect("aesIv", derived.aesIv());
  }

  private static String wire(long number) {
    return HexFormat.of().toHexDigits(Long.reverseBytes(number));
  }
}
