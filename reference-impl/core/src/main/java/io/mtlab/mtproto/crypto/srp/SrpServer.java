package io.mtlab.mtproto.crypto.srp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The server's side of one attempt: it knows the verifier, and has drawn b for this attempt only.
 *
 * @see <a href="https://core.telegram.org/api/srp">srp</a>
 */
public final class SrpServer {
  private final DhGroup group;
  private final Verifier verifier;
  private final SrpNumbers numbers;
  private final byte[] b;
  private final byte[] ofServer;

  /** What a proof is worth. */
  public enum Verdict {
    /** Whoever sent it knows the password. */
    RIGHT,
    /** A is zero modulo p or out of range: its S could be guessed. */
    A_INVALID,
    /** It does not follow from the password. */
    WRONG
  }

  /**
   * One attempt.
   *
   * @param b 256 random bytes, for this attempt only
   */
  public SrpServer(DhGroup group, Verifier verifier, byte[] b) {
    this.group = group;
    this.verifier = verifier;
    this.numbers = new SrpNumbers(group);
    this.b = b.clone();
    this.ofServer = numbers.serversValue(verifier.v().toArray(), b);
  }

  /** srp_B, 256 bytes. */
  public Bytes value() {
    return Bytes.copyOf(ofServer);
  }

  /** Whether B is fit to be sent; in the rare case that it is not, another b is drawn. */
  public boolean isFit() {
    return group.inRange(ofServer);
  }

  /**
   * Judges a proof in constant time, and forgets b.
   *
   * @param a A as it came
   * @param m1 M1 as it came
   */
  public Verdict check(Bytes a, Bytes m1) {
    byte[] ofClient = a.toArray();
    if (ofClient.length > DhGroup.SIZE
        || new BigInteger(1, ofClient).mod(numbers.p()).signum() == 0
        || !group.inRange(ofClient)) {
      return Verdict.A_INVALID;
    }
    byte[] u = numbers.u(ofClient, ofServer);
    byte[] secret = numbers.serversSecret(ofClient, verifier.v().toArray(), b, u);
    byte[] key = numbers.key(secret);
    byte[] proof = numbers.proof(verifier.salt1(), verifier.salt2(), ofClient, ofServer, key);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(key, (byte) 0);
    Arrays.fill(b, (byte) 0);
    return Bytes.wrap(proof).equalsInConstantTime(m1) ? Verdict.RIGHT : Verdict.WRONG;
  }
}
