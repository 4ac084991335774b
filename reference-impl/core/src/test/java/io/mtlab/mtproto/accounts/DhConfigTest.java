package io.mtlab.mtproto.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.MessagesDhConfig;
import io.mtlab.mtproto.tl.api.MessagesDhConfigNotModified;
import io.mtlab.mtproto.tl.api.MessagesDhConfigType;
import io.mtlab.mtproto.tl.api.MessagesGetDhConfig;
import io.mtlab.testing.Requirement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** messages.getDhConfig on both sides, and what a client makes of the server's random bytes. */
class DhConfigTest {
  private static final DhGroup GROUP = DhGroup.WELL_KNOWN;
  private static final Bytes ZEROS = Bytes.wrap(new byte[DhGroup.SIZE]);

  private final Entropy good = new SplittableRandom(1)::nextBytes;
  private final ClientDhConfig client = new ClientDhConfig(new DhGroups(good), good);

  @Requirement({"D-014", "D-013"})
  void d014_a_server_whose_random_bytes_are_constant_cannot_tell_the_exponent() throws Exception {
    Set<Bytes> drawn = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      drawn.add(client.exponent(config(ZEROS)).exponent());
    }
    assertThat(drawn).hasSize(50).doesNotContain(ZEROS);
    // Nor by sending none, or less than is drawn.
    assertThat(client.exponent(config(Bytes.EMPTY)).exponent()).isNotEqualTo(ZEROS);
    byte[] mixed = good.mixedWith(ZEROS.slice(0, 4)).bytes(DhGroup.SIZE);
    assertThat(Arrays.copyOfRange(mixed, 4, 260 - 4)).isNotEqualTo(new byte[252]);
  }

  @Requirement({"D-014", "K-006"})
  void d014_a_client_whose_own_source_is_broken_is_mended_by_the_servers_bytes() throws Exception {
    ClientDhConfig broken =
        new ClientDhConfig(new DhGroups(good), into -> Arrays.fill(into, (byte) 7));
    Set<Bytes> drawn = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Bytes random = Bytes.wrap(good.bytes(DhGroup.SIZE));
      Bytes exponent = broken.exponent(config(random)).exponent();
      assertThat(exponent).isNotEqualTo(random); // never alone
      drawn.add(exponent);
    }
    assertThat(drawn).hasSize(50);
  }

  @Test
  void the_group_is_checked_and_kept_until_it_changes() throws Exception {
    assertRefused(new MessagesDhConfigNotModified(ZEROS), PeerMisbehaved.DH_PRIME);
    assertRefused(
        new MessagesDhConfig(GROUP.generator(), ZEROS, 1, ZEROS), PeerMisbehaved.DH_PRIME);
    assertRefused(new MessagesDhConfig(1, GROUP.prime(), 1, ZEROS), PeerMisbehaved.DH_GENERATOR);
    assertThat(client.question().version()).isZero();

    assertThat(client.exponent(config(ZEROS)).group()).isEqualTo(GROUP);
    assertThat(client.question().version()).isEqualTo(9);
    assertThat(client.exponent(new MessagesDhConfigNotModified(ZEROS)).group()).isEqualTo(GROUP);
  }

  @Test
  void the_server_names_its_group_once_and_sends_other_bytes_each_time() throws Exception {
    DomainBench bench = new DomainBench();
    Asker asker = bench.person("+9996620001");

    MessagesDhConfig first = bench.result(asker, client.question(), MessagesDhConfig.class);
    client.exponent(first);
    var second = bench.result(asker, client.question(), MessagesDhConfigNotModified.class);

    assertThat(first.random().size()).isEqualTo(DhGroup.SIZE);
    assertThat(second.random()).isNotEqualTo(first.random());
    for (int length : new int[] {-1, GetDhConfig.RANDOM_BYTES_MAX + 1, Integer.MAX_VALUE}) {
      assertThat(bench.error(asker, new MessagesGetDhConfig(0, length)))
          .isEqualTo("400 RANDOM_LENGTH_INVALID");
    }
  }

  private void assertRefused(MessagesDhConfigType answer, PeerMisbehaved rule) {
    assertThatThrownBy(() -> client.exponent(answer))
        .isInstanceOfSatisfying(
            ProtocolException.class, refused -> assertThat(refused.fault()).isEqualTo(rule));
  }

  private static MessagesDhConfig config(Bytes random) {
    return new MessagesDhConfig(GROUP.generator(), GROUP.prime(), 9, random);
  }
}
