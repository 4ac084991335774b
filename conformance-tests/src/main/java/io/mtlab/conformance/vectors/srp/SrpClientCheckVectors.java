package io.mtlab.conformance.vectors.srp;

import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.accounts.ClientPassword;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.AccountPassword;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoUnknown;
import io.mtlab.mtproto.tl.api.SecurePasswordKdfAlgoUnknown;
import java.security.SecureRandom;

/** {@code SrpClientCheckTest}: groups and values to which no password may be proved. */
public final class SrpClientCheckVectors implements VectorTest {
  private final Entropy entropy = new SecureRandom()::nextBytes;
  private final ClientPassword client = new ClientPassword(new DhGroups(entropy), entropy);

  @Override
  public void run(Vector vector) throws ProtocolException {
    var algorithm =
        new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            vector.bytes("salt1"), vector.bytes("salt2"), vector.int32("g"), vector.bytes("p"));
    AccountPassword asked =
        AccountPassword.builder()
            .hasPassword(true)
            .currentAlgo(algorithm)
            .srpB(vector.bytes("B"))
            .srpId(1L)
            .newAlgo(new PasswordKdfAlgoUnknown())
            .newSecureAlgo(new SecurePasswordKdfAlgoUnknown())
            .secureRandom(Bytes.EMPTY)
            .build();
    client.proof(asked, vector.array("password"));
  }
}
