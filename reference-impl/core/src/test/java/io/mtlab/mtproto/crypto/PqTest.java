package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Drawing and factoring pq. */
class PqTest {
  @Seeds(count = 100)
  @Covers({"A-006", "A-011"})
  void a006_what_a_server_draws_a_client_factors(long seed) throws ProtocolException {
    Pq drawn = Pq.draw(new Chance(seed));
    assertThat(drawn.p()).isLessThan(drawn.q());
    assertThat(BigInteger.valueOf(drawn.p()).isProbablePrime(50)).isTrue();
    assertThat(BigInteger.valueOf(drawn.q()).isProbablePrime(50)).isTrue();
    assertThat(Pq.factor(drawn.productBytes())).isEqualTo(drawn);
  }

  @Seeds(count = 60)
  @Covers("A-011")
  void a011_factors_of_any_size_are_found(long seed) throws ProtocolException {
    Chance chance = new Chance(seed);
    int bits = 2 + (int) (seed % 29);
    BigInteger p = Primes.random(bits, 30, chance);
    BigInteger q = Primes.random(62 - bits, 30, chance);
    Pq factored = Pq.factor(p.multiply(q).longValueExact());
    assertThat(factored).isEqualTo(new Pq(p.min(q).longValueExact(), p.max(q).longValueExact()));
  }

  @Requirement("A-011")
  void a011_a_source_that_repeats_itself_still_gives_two_primes() {
    Pq drawn = Pq.draw(into -> {});
    assertThat(drawn.p()).isNotEqualTo(drawn.q());
  }

  @Requirement("A-011")
  void a011_primes_squares_small_and_long_numbers_are_refused_in_time() {
    String[] bad = {
      "",
      "00",
      "01",
      "02",
      "03",
      "04",
      "05",
      "09", // too small, prime or square
      "7fffffffffffffe7", // the largest prime below 2^63
      "2a8e838c2e577925", // a prime
      "3d48876b503beff1", // the square of a prime
      "11b44401e325302d", // three primes
      "4000000000000000", // a power of two
      "7fffffffffffffff", // seven primes
      "ffffffffffffffff", // above 2^63
      "8000000000000001",
      "017ed48941a08f98117ed48941a08f981", // more than 8 bytes
    };
    for (String hex : bad) {
      Bytes pq = Bytes.fromHex(hex.length() % 2 == 0 ? hex : "0" + hex);
      Assertions.assertTimeout(
          Duration.ofSeconds(1),
          () ->
              assertThatThrownBy(() -> Pq.factor(pq))
                  .as(hex)
                  .isInstanceOf(ProtocolException.class)
                  .hasMessage("PQ"));
    }
  }

  @Requirement("A-011")
  void a011_the_hardest_products_are_factored() throws ProtocolException {
    assertThat(Pq.factor(Bytes.fromHex("7ffffff8f67a3bbd")).pBytes().toHex()).isEqualTo("b504f305");
    assertThat(Pq.factor(Bytes.fromHex("17ed48941a08f981")))
        .isEqualTo(new Pq(0x494c553bL, 0x53911073L));
    assertThat(Pq.factor(15)).isEqualTo(new Pq(3, 5));
  }

  @Test
  void primes_are_told_from_other_numbers() {
    for (long n = 2; n < 20_000; n++) {
      assertThat(Pq.isPrime(n)).as("%d", n).isEqualTo(BigInteger.valueOf(n).isProbablePrime(40));
    }
    // Strong pseudoprimes to the first bases.
    for (long n : new long[] {3_215_031_751L, 3_474_749_660_383L, 341_550_071_728_321L}) {
      assertThat(Pq.isPrime(n)).isFalse();
    }
  }
}
