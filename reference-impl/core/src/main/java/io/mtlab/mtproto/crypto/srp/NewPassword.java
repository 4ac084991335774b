package io.mtlab.mtproto.crypto.srp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import java.util.Arrays;

/**
 * Setting a password: the client salts it anew and sends its verifier.
 *
 * @see <a href="https://core.telegram.org/api/srp#setting-a-new-2fa-password">srp</a>
 */
public final class NewPassword {
  /** What the client puts behind the server's salt1. */
  public static final int APPENDED = 32;

  private NewPassword() {}

  /**
   * The verifier of a new password, which is wiped.
   *
   * @param group p and g of new_algo, after their checks
   * @param salt1 the server's half, of new_algo
   */
  public static Verifier of(
      byte[] password, DhGroup group, Bytes salt1, Bytes salt2, Entropy entropy) {
    Bytes whole = Bytes.concat(salt1, Bytes.wrap(entropy.bytes(APPENDED)));
    byte[] x = PasswordHash.x(password, whole, salt2);
    Bytes v = Bytes.wrap(new SrpNumbers(group).power(x));
    Arrays.fill(x, (byte) 0);
    Arrays.fill(password, (byte) 0);
    return new Verifier(whole, salt2, v);
  }
}
