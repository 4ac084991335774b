package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Groups, public values and shared keys. */
class DhTest {
  private static final DhGroup GROUP = DhGroup.WELL_KNOWN;

  /** Group 14 of RFC 3526: another safe prime of 2,048 bits. */
  private static final BigInteger RFC3526 =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
              + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
              + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
              + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
              + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
              + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
              + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
              + "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
          16);

  private final Chance chance = new Chance(5);
  private final DhGroups groups = new DhGroups(chance);

  @Requirement({"D-001", "D-002", "D-003"})
  void d001_safe_primes_of_2048_bits_are_accepted_and_nothing_else() throws ProtocolException {
    assertThat(groups.check(bytes(RFC3526), 2).generator()).isEqualTo(2);
    BigInteger p = GROUP.p();
    assertRefused(p.shiftRight(1), 4, "DH_PRIME"); // prime, but 2,047 bits
    assertRefused(p.add(BigInteger.TWO), 4, "DH_PRIME");
    assertRefused(p.subtract(BigInteger.ONE), 4, "DH_PRIME");
    assertRefused(p.shiftLeft(1).add(BigInteger.ONE), 4, "DH_PRIME"); // 2,049 bits
    assertRefused(BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE), 4, "DH_PRIME");
    assertRefused(BigInteger.ONE.shiftLeft(2047), 4, "DH_PRIME");
    assertRefused(BigInteger.ZERO, 4, "DH_PRIME");
    assertThatThrownBy(() -> groups.check(Bytes.EMPTY, 3)).hasMessage("DH_PRIME");
    BigInteger notSafe = Primes.random(2048, 1, chance);
    assertRefused(notSafe, 4, "DH_PRIME");
  }

  @Requirement({"D-002", "Z-007"})
  void d002_a_number_that_passes_the_first_prime_bases_does_not_pass_random_ones() {
    // The smallest number that is a strong pseudoprime to the first 13 primes.
    BigInteger number = new BigInteger("3317044064679887385961981");
    for (int base : new int[] {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41}) {
      assertThat(Primes.passes(number, BigInteger.valueOf(base))).as("base %d", base).isTrue();
    }
    assertThat(Primes.isProbablePrime(number, DhGroups.ROUNDS, chance)).isFalse();
  }

  @Requirement({"D-004", "D-005", "D-006", "D-007", "D-008"})
  void d004_a_generator_fits_when_it_is_a_square() {
    for (BigInteger p : List.of(GROUP.p(), RFC3526)) {
      for (int g = 2; g <= 7; g++) {
        BigInteger symbol = BigInteger.valueOf(g).modPow(p.shiftRight(1), p);
        assertThat(DhGroup.generatorFits(p, g)).as("g = %d", g).isEqualTo(symbol.intValue() == 1);
      }
      for (int g : new int[] {Integer.MIN_VALUE, -1, 0, 1, 8, 9, Integer.MAX_VALUE}) {
        assertRefused(p, g, "DH_GENERATOR");
      }
    }
    assertRefused(GROUP.p(), 2, "DH_GENERATOR");
  }

  @Requirement("D-008")
  void d008_the_rule_holds_for_small_safe_primes_too() {
    int checked = 0;
    for (int q = 11; q < 3000; q++) {
      int p = 2 * q + 1;
      if (Pq.isPrime(q) && Pq.isPrime(p)) {
        BigInteger prime = BigInteger.valueOf(p);
        for (int g = 2; g <= 7; g++) {
          boolean square =
              BigInteger.valueOf(g).modPow(BigInteger.valueOf(q), prime).intValue() == 1;
          assertThat(DhGroup.generatorFits(prime, g)).as("p = %d, g = %d", p, g).isEqualTo(square);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(300);
  }

  @Requirement({"D-009", "D-010"})
  void d010_public_values_keep_their_distance_from_both_ends() {
    BigInteger p = GROUP.p();
    BigInteger margin = BigInteger.ONE.shiftLeft(2048 - 64);
    BigInteger one = BigInteger.ONE;
    for (BigInteger good :
        List.of(margin, margin.add(one), p.shiftRight(1), p.subtract(margin).subtract(one))) {
      assertThat(GROUP.inRange(DhGroup.fixed(good))).isTrue();
    }
    BigInteger[] bad = {
      BigInteger.ZERO,
      one,
      BigInteger.TWO,
      margin.shiftRight(2),
      margin.subtract(one),
      p.subtract(margin).add(one),
      p.subtract(BigInteger.TWO),
      p.subtract(one),
      p,
      p.add(one)
    };
    for (BigInteger value : bad) {
      byte[] sent = DhGroup.fixed(value);
      assertThat(GROUP.inRange(sent)).isFalse();
      assertThatThrownBy(() -> GROUP.sharedKey(sent, new byte[] {1, 0, 1}))
          .isInstanceOf(ProtocolException.class)
          .hasMessage("DH_PUBLIC_VALUE");
    }
    assertThat(GROUP.inRange(new byte[0])).isFalse();
    assertThat(GROUP.inRange(new byte[258])).isFalse();
  }

  @Requirement("D-011")
  void d011_the_well_known_prime_costs_nothing_and_others_only_once() throws ProtocolException {
    assertThat(groups.check(GROUP.prime(), 3)).isSameAs(GROUP);
    assertThat(chance.draws()).isZero();
    assertThat(groups.check(bytes(RFC3526), 3).prime()).isEqualTo(bytes(RFC3526).from(1));
    int draws = chance.draws();
    assertThat(draws).isGreaterThanOrEqualTo(2 * DhGroups.ROUNDS);
    assertThat(groups.check(bytes(RFC3526), 4).generator()).isEqualTo(4);
    assertRefused(RFC3526, 8, "DH_GENERATOR");
    assertThat(chance.draws()).isEqualTo(draws);
  }

  @Requirement("D-012")
  void d012_a_bad_prime_is_remembered_too_and_memory_is_bounded() {
    // Prime, so that the bases are drawn; twice it plus one is not.
    BigInteger bad = Primes.random(2048, 2, chance);
    assertRefused(bad, 3, "DH_PRIME");
    int draws = chance.draws();
    assertRefused(bad, 3, "DH_PRIME");
    assertThat(chance.draws()).isEqualTo(draws);
    for (int i = 0; i < DhGroups.VERDICTS_MAX; i++) {
      assertRefused(BigInteger.ONE.shiftLeft(2047).setBit(i + 1), 3, "DH_PRIME");
    }
    assertRefused(bad, 3, "DH_PRIME");
    assertThat(chance.draws()).isGreaterThan(draws);
  }

  @Requirement({"A-035", "D-013"})
  void a035_both_sides_come_to_the_same_256_bytes() throws ProtocolException {
    byte[] a = chance.bytes(256);
    byte[] b = chance.bytes(256);
    byte[] key = GROUP.sharedKey(GROUP.publicValue(a), b);
    assertThat(key).hasSize(256).isEqualTo(GROUP.sharedKey(GROUP.publicValue(b), a));
    assertThat(DhGroup.fixed(BigInteger.TWO)).hasSize(256).startsWith(0, 0).endsWith(2);
    assertThat(DhGroup.fixed(GROUP.p())).hasSize(256).startsWith(0xc7, 0x1c);
  }

  @Seeds(count = 10)
  @Covers("A-030")
  void a030_a_table_gives_the_same_powers(long seed) {
    Chance ofSeed = new Chance(seed);
    byte[] exponent = ofSeed.bytes(seed == 0 ? 0 : 256 - ofSeed.below(2) * ofSeed.below(256));
    assertThat(DhPower.wellKnown().publicValue(exponent)).isEqualTo(GROUP.publicValue(exponent));
  }

  @Requirement("A-030")
  void a030_the_table_knows_the_ends_of_its_range() {
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 0xff);
    for (byte[] exponent : new byte[][] {{0}, {1}, {2}, new byte[256], ones}) {
      assertThat(DhPower.wellKnown().publicValue(exponent)).isEqualTo(GROUP.publicValue(exponent));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DhPower.wellKnown().publicValue(new byte[257]));
  }

  private void assertRefused(BigInteger p, int g, String fault) {
    assertThatThrownBy(() -> groups.check(bytes(p), g))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(fault);
  }

  private static Bytes bytes(BigInteger p) {
    return Bytes.wrap(p.toByteArray());
  }
}
