package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.handshake.KeyBinding;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;

/** {@code BindTempAuthKeyServerTest}: what a server says to good and bad proofs. */
public final class BindTempAuthKeyServerVectors implements VectorTest {
  private final KeyBinding binding = new KeyBinding();

  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    AuthKey permanent = AuthKey.of(vector.bytes("permAuthKey"));
    AuthKey temporary = AuthKey.of(vector.bytes("tempAuthKey"));
    AuthBindTempAuthKey query = AuthBindTempAuthKey.read(new TlReader(vector.bytes("request")));
    KeyBinding.Under under =
        new KeyBinding.Under(
            temporary.id(),
            query.expiresAt(),
            vector.int64("tempSessionId"),
            vector.int64("msgId"));
    AuthKey named = query.permAuthKeyId() == permanent.id() ? permanent : null;
    long now = vector.int32("now") * Time.SECOND;
    RpcError refusal = binding.check(query, under, named, now);
    if (refusal == null) {
      vector.expectText("expected", "boolTrue");
      return;
    }
    String answer = "rpc_error " + refusal.code() + " " + refusal.text();
    vector.expectText("expected", answer);
    throw new Refused(answer);
  }
}
