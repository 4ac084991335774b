package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.Arrays;

/** Messages of MTProto 1.0 and their weakness. */
class Mtproto1CipherTest {
  private static final Direction UP = Direction.TO_SERVER;

  private final Chance chance = new Chance(3);
  private final AuthKey key = chance.authKey();
  private final Mtproto1Cipher cipher = new Mtproto1Cipher();

  @Requirement({"E-020", "E-021"})
  void e020_a_sealed_message_is_that_of_the_documentation() throws ProtocolException {
    byte[] secret = key.secret().toArray();
    for (Direction direction : Direction.values()) {
      int x = direction == UP ? 0 : 8;
      byte[] plain = message(40, 40);
      Bytes frame = cipher.seal(key, direction, plain, chance);
      byte[] msgKey = Second.part(Second.sha1(plain), 4, 16);
      byte[] a = Second.sha1(msgKey, Second.part(secret, x, 32));
      byte[] b =
          Second.sha1(Second.part(secret, 32 + x, 16), msgKey, Second.part(secret, 48 + x, 16));
      byte[] c = Second.sha1(Second.part(secret, 64 + x, 32), msgKey);
      byte[] d = Second.sha1(msgKey, Second.part(secret, 96 + x, 32));
      byte[] aesKey =
          Second.join(Second.part(a, 0, 8), Second.part(b, 8, 12), Second.part(c, 4, 12));
      byte[] aesIv =
          Second.join(
              Second.part(a, 8, 12),
              Second.part(b, 0, 8),
              Second.part(c, 16, 4),
              Second.part(d, 0, 8));
      assertThat(frame.size()).isEqualTo(24 + 80);
      assertThat(frame.slice(8, 24).toArray()).isEqualTo(msgKey);
      assertThat(Second.igeDecrypt(aesKey, aesIv, frame.from(24).toArray())).startsWith(plain);
      assertThat(cipher.open(key, direction, frame).toArray()).isEqualTo(plain);
    }
  }

  @Requirement("E-020")
  void e020_padding_is_0_to_15_bytes() {
    for (int size = 0; size <= 64; size += 4) {
      Bytes frame = cipher.seal(key, UP, message(size, size), chance);
      assertThat(frame.size() - 24 - 32 - size).isBetween(0, 15);
    }
  }

  @Requirement({"E-022", "Z-006"})
  void e022_blocks_behind_the_padding_are_refused_like_a_wrong_key() {
    byte[] frame = cipher.seal(key, UP, message(40, 40), chance).toArray();
    for (int more : new int[] {16, 32, 64}) {
      assertRefused(Arrays.copyOf(frame, frame.length + more), PeerMisbehaved.MSG_KEY_MISMATCH);
    }
  }

  @Requirement("E-022")
  void e022_a_bad_length_is_refused_like_a_wrong_key() {
    for (int length : new int[] {-4, Integer.MIN_VALUE, Integer.MAX_VALUE, 41, 20, 48, 1 << 24}) {
      byte[] frame = cipher.seal(key, UP, message(40, length), chance).toArray();
      assertRefused(frame, PeerMisbehaved.MSG_KEY_MISMATCH);
    }
  }

  @Requirement("E-020")
  void e020_a_changed_bit_of_the_message_is_refused() {
    byte[] frame = cipher.seal(key, UP, message(40, 40), chance).toArray();
    for (int at = 8; at < frame.length - 16; at++) {
      byte[] changed = frame.clone();
      changed[at] ^= 1;
      assertRefused(changed, PeerMisbehaved.MSG_KEY_MISMATCH);
    }
  }

  @Requirement("E-022")
  void e022_what_is_too_short_cut_in_a_block_or_under_another_key_is_refused() {
    byte[] frame = cipher.seal(key, UP, message(40, 40), chance).toArray();
    assertRefused(new byte[0], PeerMisbehaved.MESSAGE_LENGTH);
    assertRefused(Arrays.copyOf(frame, 24 + 16), PeerMisbehaved.MESSAGE_LENGTH);
    assertRefused(Arrays.copyOf(frame, frame.length - 1), PeerMisbehaved.MESSAGE_LENGTH);
    frame[0] ^= 1;
    assertRefused(frame, PeerMisbehaved.UNKNOWN_AUTH_KEY);
  }

  private byte[] message(int size, int statedLength) {
    byte[] plain = chance.bytes(32 + size);
    for (int i = 0; i < 4; i++) {
      plain[28 + i] = (byte) (statedLength >>> (8 * i));
    }
    return plain;
  }

  private void assertRefused(byte[] frame, PeerMisbehaved fault) {
    assertThatThrownBy(() -> cipher.open(key, UP, Bytes.wrap(frame)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(fault.name());
  }
}
