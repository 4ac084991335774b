package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a sealed message costs in garbage, its own bytes included: the platform's part is fixed. */
class AllocationTest {
  private static final int MESSAGES = 2_000;
  private static final int PLAIN_SIZE = 128;

  @Test
  void a_sealed_message_of_128_bytes_allocates_at_most_a_kibibyte() {
    Chance chance = new Chance(1);
    AuthKey key = chance.authKey();
    byte[] plain = chance.bytes(PLAIN_SIZE);
    Mtproto2Cipher cipher = new Mtproto2Cipher(chance);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < MESSAGES; i++) {
        assertSealed(cipher.seal(key, Direction.TO_CLIENT, plain).size());
      }
      best = Math.min(best, (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES);
    }
    assertThat(best).isLessThanOrEqualTo(1024);
  }

  private static void assertSealed(int size) {
    if (size != MessageCipher.HEADER_SIZE + PLAIN_SIZE + 16) {
      throw new AssertionError(size + " bytes");
    }
  }
}
