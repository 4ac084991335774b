package io.mtlab.mtproto.crypto.srp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.Arrays;

/**
 * The client's side: proves a password to a server that knows only its verifier.
 *
 * @see <a href="https://core.telegram.org/api/srp#checking-the-password-with-srp">srp</a>
 */
public final class SrpClient {
  private final DhGroup group;
  private final Bytes salt1;
  private final Bytes salt2;

  /**
   * What is sent: {@code A} and {@code M1} of inputCheckPasswordSRP. Nothing else leaves the
   * device.
   *
   * @param a 256 bytes
   * @param m1 32 bytes
   */
  public record Proof(Bytes a, Bytes m1) {}

  /**
   * With the server's current_algo.
   *
   * @param group p and g after their checks, those of the key exchange
   */
  public SrpClient(DhGroup group, Bytes salt1, Bytes salt2) {
    this.group = group;
    this.salt1 = salt1;
    this.salt2 = salt2;
  }

  /**
   * The proof of a password, which is wiped.
   *
   * @param password UTF-8
   * @param srpB the server's value, at most 256 bytes
   * @throws ProtocolException {@link PeerMisbehaved#DH_PUBLIC_VALUE} for a B out of range, before
   *     anything is computed with the password
   */
  public Proof prove(byte[] password, Bytes srpB, Entropy entropy) throws ProtocolException {
    byte[] ofServer = srpB.toArray();
    try {
      if (ofServer.length > DhGroup.SIZE) {
        throw new ProtocolException(PeerMisbehaved.DH_PUBLIC_VALUE);
      }
      group.check(ofServer);
      byte[] x = PasswordHash.x(password, salt1, salt2);
      try {
        return proof(x, ofServer, entropy);
      } finally {
        Arrays.fill(x, (byte) 0);
      }
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private Proof proof(byte[] x, byte[] ofServer, Entropy entropy) {
    SrpNumbers numbers = new SrpNumbers(group);
    while (true) {
      byte[] a = entropy.bytes(DhGroup.SIZE);
      byte[] ofClient = numbers.power(a);
      byte[] u = numbers.u(ofClient, ofServer);
      // Both happen about never; another a is as good.
      if (group.inRange(ofClient) && !isZero(u)) {
        byte[] secret = numbers.clientsSecret(ofServer, a, x, u);
        byte[] key = numbers.key(secret);
        byte[] proof = numbers.proof(salt1, salt2, ofClient, ofServer, key);
        Arrays.fill(a, (byte) 0);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return new Proof(Bytes.wrap(ofClient), Bytes.wrap(proof));
      }
    }
  }

  private static boolean isZero(byte[] value) {
    for (byte each : value) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
