package io.mtlab.mtproto.accounts;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.srp.NewPassword;
import io.mtlab.mtproto.crypto.srp.SrpClient;
import io.mtlab.mtproto.crypto.srp.Verifier;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.AccountPassword;
import io.mtlab.mtproto.tl.api.AccountPasswordInputSettings;
import io.mtlab.mtproto.tl.api.InputCheckPasswordEmpty;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRP;
import io.mtlab.mtproto.tl.api.InputCheckPasswordSRPType;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoType;
import io.mtlab.mtproto.tl.api.PasswordKdfAlgoUnknown;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of two-step verification: what to say to an answer of account.getPassword.
 * Passwords are UTF-8, and wiped.
 *
 * @see <a href="https://core.telegram.org/api/srp">api/srp</a>
 */
public final class ClientPassword {
  private final DhGroups groups;
  private final Entropy entropy;

  /** With the client's verdicts on groups. */
  public ClientPassword(DhGroups groups, Entropy entropy) {
    this.groups = groups;
    this.entropy = entropy;
  }

  /**
   * The proof of a password: A and M1, never more. An account without a password has nothing to
   * prove.
   *
   * @throws ProtocolException {@link PeerIncompatible#PASSWORD_ALGORITHM} if this client is too old
   *     for the account, {@code DH_PRIME}, {@code DH_GENERATOR} or {@code DH_PUBLIC_VALUE} if the
   *     server's numbers are unsafe
   */
  public InputCheckPasswordSRPType proof(AccountPassword asked, byte[] password)
      throws ProtocolException {
    PasswordKdfAlgoType algorithm = asked.currentAlgo();
    Bytes srpB = asked.srpB();
    Long srpId = asked.srpId();
    if (algorithm == null || srpB == null || srpId == null) {
      return new InputCheckPasswordEmpty();
    }
    var known = known(algorithm);
    SrpClient.Proof proof =
        new SrpClient(group(known), known.salt1(), known.salt2())
            .prove(password, srpB, entropy.mixedWith(asked.secureRandom()));
    return new InputCheckPasswordSRP(srpId, proof.a(), proof.m1());
  }

  /**
   * The settings with which a new password begins to count.
   *
   * @throws ProtocolException as {@link #proof}
   */
  public AccountPasswordInputSettings replaced(AccountPassword asked, byte[] password, String hint)
      throws ProtocolException {
    var offered = known(asked.newAlgo());
    Verifier made =
        NewPassword.of(password, group(offered), offered.salt1(), offered.salt2(), entropy);
    return settings(
        new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            made.salt1(), made.salt2(), offered.g(), offered.p()),
        made.v(),
        hint);
  }

  /** The settings with which no password is needed any more. */
  public static AccountPasswordInputSettings removed() {
    return settings(new PasswordKdfAlgoUnknown(), Bytes.EMPTY, "");
  }

  private static AccountPasswordInputSettings settings(
      PasswordKdfAlgoType algorithm, Bytes hash, String hint) {
    return AccountPasswordInputSettings.builder()
        .newAlgo(algorithm)
        .newPasswordHash(hash)
        .hint(hint)
        .build();
  }

  private DhGroup group(PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algorithm)
      throws ProtocolException {
    return groups.check(algorithm.p(), algorithm.g());
  }

  private static PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow known(
      @Nullable PasswordKdfAlgoType algorithm) throws ProtocolException {
    if (algorithm
        instanceof PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow known) {
      return known;
    }
    throw new ProtocolException(PeerIncompatible.PASSWORD_ALGORITHM);
  }
}
