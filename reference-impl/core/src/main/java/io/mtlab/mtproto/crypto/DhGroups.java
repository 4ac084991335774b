package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.math.BigInteger;
import java.util.LinkedHashMap;

/**
 * Checks the prime and generator that a server offers, and remembers its verdicts: a check costs
 * tens of milliseconds, so a bad prime must not cost that each time. One object for each shard.
 *
 * @see <a
 *     href="https://core.telegram.org/mtproto/security_guidelines#dh-parameter-validation">security
 *     guidelines</a>
 */
public final class DhGroups {
  /** Miller-Rabin rounds for each of p and (p - 1)/2: an error below 10^-9. */
  public static final int ROUNDS = 15;

  /** How many verdicts are remembered; the oldest is forgotten first. */
  public static final int VERDICTS_MAX = 64;

  private final Entropy entropy;
  private final LinkedHashMap<BigInteger, Boolean> verdicts = new LinkedHashMap<>();

  /** With the entropy that the bases of the prime test are drawn from. */
  public DhGroups(Entropy entropy) {
    this.entropy = entropy;
  }

  /**
   * The group of these numbers, if it is safe to use.
   *
   * @param prime dh_prime as it came, big-endian; leading zeros are allowed
   * @throws ProtocolException with {@code DH_PRIME} if it is no safe prime of 2,048 bits, {@code
   *     DH_GENERATOR} if g does not generate the subgroup of order (p - 1)/2
   */
  public DhGroup check(Bytes prime, int g) throws ProtocolException {
    // Longer numbers are refused unread: they could only be leading zeros.
    if (prime.size() > DhGroup.SIZE + 1) {
      throw new ProtocolException(PeerMisbehaved.DH_PRIME);
    }
    BigInteger p = new BigInteger(1, prime.toArray());
    if (p.bitLength() != DhGroup.BITS || !isSafePrime(p)) {
      throw new ProtocolException(PeerMisbehaved.DH_PRIME);
    }
    // The cache knows primes only: the generator is looked at each time.
    if (!DhGroup.generatorFits(p, g)) {
      throw new ProtocolException(PeerMisbehaved.DH_GENERATOR);
    }
    DhGroup known = DhGroup.WELL_KNOWN;
    return p.equals(known.p()) && g == known.generator() ? known : new DhGroup(p, g);
  }

  /** Whether p and (p - 1)/2 are primes, by random bases; answered from memory the second time. */
  public boolean isSafePrime(BigInteger p) {
    if (p.equals(DhGroup.WELL_KNOWN.p())) {
      return true;
    }
    Boolean known = verdicts.get(p);
    if (known != null) {
      return known;
    }
    boolean safe = provesSafe(p);
    if (verdicts.size() == VERDICTS_MAX) {
      verdicts.remove(verdicts.firstEntry().getKey());
    }
    verdicts.put(p, safe);
    return safe;
  }

  private boolean provesSafe(BigInteger p) {
    BigInteger half = p.shiftRight(1);
    // One round each comes first: it ends the cost of most bad numbers early.
    return Primes.isProbablePrime(p, 1, entropy)
        && Primes.isProbablePrime(half, 1, entropy)
        && Primes.isProbablePrime(half, ROUNDS, entropy)
        && Primes.isProbablePrime(p, ROUNDS, entropy);
  }
}
