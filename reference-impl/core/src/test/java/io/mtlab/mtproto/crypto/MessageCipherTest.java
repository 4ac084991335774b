package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What both ciphers promise, and that the real one is the documentation's. */
class MessageCipherTest {
  private static final Direction UP = Direction.TO_SERVER;
  private static final Direction DOWN = Direction.TO_CLIENT;

  private final Chance chance = new Chance(7);
  private final AuthKey key = chance.authKey();
  private final List<MessageCipher> both = List.of(new Mtproto2Cipher(chance), new FoldCipher());

  @Seeds(count = 40)
  @Covers({"E-001", "E-004", "E-005", "E-006"})
  void e004_a_sealed_message_is_that_of_the_documentation(long seed) {
    Chance ofSeed = new Chance(seed);
    AuthKey other = ofSeed.authKey();
    byte[] padded = ofSeed.bytes(48 + 16 * ofSeed.below(400));
    Mtproto2Cipher cipher = new Mtproto2Cipher(ofSeed);
    byte[] secret = other.secret().toArray();
    assertThat(cipher.sealPadded(other, UP, padded).toArray())
        .isEqualTo(Second.message2(secret, 0, padded));
    assertThat(cipher.sealPadded(other, DOWN, padded).toArray())
        .isEqualTo(Second.message2(secret, 8, padded));
  }

  @Requirement("E-003")
  void e003_what_is_sealed_opens_with_12_to_27_bytes_of_padding() throws ProtocolException {
    for (MessageCipher cipher : both) {
      for (int size = 32; size < 300; size += 4) {
        byte[] plain = chance.bytes(size);
        Bytes frame = cipher.seal(key, DOWN, plain);
        byte[] opened = cipher.open(key, DOWN, frame);
        assertThat(Arrays.copyOf(opened, size)).isEqualTo(plain);
        assertThat(opened.length - size).isBetween(12, 27);
        assertThat(opened.length % 16).isZero();
      }
    }
  }

  @Requirement("E-003")
  void e003_padding_is_drawn_anew_for_every_message() {
    byte[] plain = chance.bytes(40);
    Mtproto2Cipher cipher = new Mtproto2Cipher(chance);
    assertThat(cipher.seal(key, UP, plain)).isNotEqualTo(cipher.seal(key, UP, plain));
  }

  @Requirement("E-019")
  void e019_few_sizes_are_seen_when_the_length_is_hidden() {
    for (MessageCipher cipher :
        List.of(
            new Mtproto2Cipher(chance, MessageCipher.Padding.HIDING_LENGTH),
            new FoldCipher(MessageCipher.Padding.HIDING_LENGTH))) {
      TreeSet<Integer> sizes = new TreeSet<>();
      for (int size = 36; size <= 2_000; size += 4) {
        int sealed = cipher.seal(key, UP, new byte[size]).size() - MessageCipher.HEADER_SIZE;
        assertThat(sealed - size).isBetween(12, 1024);
        sizes.add(sealed);
      }
      assertThat(sizes).containsExactly(64, 128, 192, 256, 384, 512, 768, 1024, 1280, 1728, 2176);
    }
  }

  @Requirement({"E-009", "Z-023"})
  void e009_every_changed_bit_is_refused() {
    for (MessageCipher cipher : both) {
      Bytes frame = cipher.seal(key, DOWN, chance.bytes(84));
      for (int bit = 64; bit < frame.size() * 8; bit++) {
        byte[] changed = frame.toArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        assertRefused(cipher, DOWN, changed, PeerMisbehaved.MSG_KEY_MISMATCH);
      }
    }
  }

  @Requirement({"E-005", "Z-002"})
  void e005_a_message_sent_back_to_its_sender_is_refused() {
    for (MessageCipher cipher : both) {
      byte[] frame = cipher.seal(key, UP, chance.bytes(84)).toArray();
      assertRefused(cipher, DOWN, frame, PeerMisbehaved.MSG_KEY_MISMATCH);
    }
  }

  @Requirement("E-008")
  void e008_a_message_under_another_key_is_refused() {
    AuthKey other = chance.authKey();
    for (MessageCipher cipher : both) {
      byte[] frame = cipher.seal(other, UP, chance.bytes(84)).toArray();
      assertRefused(cipher, UP, frame, PeerMisbehaved.UNKNOWN_AUTH_KEY);
      Words.putInt64(frame, 0, key.id());
      assertRefused(cipher, UP, frame, PeerMisbehaved.MSG_KEY_MISMATCH);
    }
  }

  @Requirement("E-017")
  void e017_less_than_three_blocks_are_no_message() {
    for (MessageCipher cipher : both) {
      byte[] shortest = cipher.sealPadded(key, UP, new byte[48]).toArray();
      for (int size = 0; size < shortest.length; size++) {
        byte[] cut = Arrays.copyOf(shortest, size);
        assertRefused(cipher, UP, cut, PeerMisbehaved.MESSAGE_LENGTH);
      }
    }
  }

  @Requirement("T-010")
  void t010_up_to_15_bytes_behind_the_last_block_are_the_transports() throws ProtocolException {
    for (MessageCipher cipher : both) {
      byte[] plain = chance.bytes(52);
      byte[] frame = cipher.seal(key, UP, plain).toArray();
      for (int more = 1; more <= 15; more++) {
        byte[] padded = Arrays.copyOf(frame, frame.length + more);
        assertThat(cipher.open(key, UP, Bytes.wrap(padded))).startsWith(plain);
      }
      byte[] block = Arrays.copyOf(frame, frame.length + 16);
      assertRefused(cipher, UP, block, PeerMisbehaved.MSG_KEY_MISMATCH);
      byte[] cut = Arrays.copyOf(frame, frame.length - 1);
      assertRefused(cipher, UP, cut, PeerMisbehaved.MSG_KEY_MISMATCH);
    }
  }

  @Requirement("T-017")
  void t017_both_sides_come_to_the_same_quick_ack_token() throws ProtocolException {
    for (MessageCipher cipher : both) {
      Bytes frame = cipher.seal(key, UP, chance.bytes(52));
      int sent = cipher.quickAckToken();
      cipher.seal(key, UP, chance.bytes(52));
      assertThat(cipher.quickAckToken()).isNotEqualTo(sent);
      assertThat(cipher.open(key, UP, frame)).isNotEmpty();
      assertThat(cipher.quickAckToken()).isEqualTo(sent).isNegative();
    }
  }

  @Test
  void only_whole_blocks_are_sealed_as_they_are() {
    for (MessageCipher cipher : both) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cipher.sealPadded(key, UP, new byte[52]));
    }
  }

  @Test
  void a_frame_may_be_a_slice_of_a_larger_array() throws ProtocolException {
    for (MessageCipher cipher : both) {
      byte[] plain = chance.bytes(52);
      Bytes frame = cipher.seal(key, UP, plain);
      Bytes larger = Bytes.concat(Bytes.wrap(new byte[5]), frame, Bytes.wrap(new byte[40]));
      assertThat(cipher.open(key, UP, larger.slice(5, 5 + frame.size()))).startsWith(plain);
    }
  }

  private void assertRefused(
      MessageCipher cipher, Direction direction, byte[] frame, PeerMisbehaved fault) {
    assertThatThrownBy(() -> cipher.open(key, direction, Bytes.wrap(frame)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(fault.name());
  }
}
