package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Messages of 40 bytes that are known again, by their numbers, even with a bit flipped. */
final class Numbered {
  static final int BYTES = 40;

  private static final int NONCE_AT = 24;
  private static final int REQ_PQ_MULTI = 0xbe7e8ef1;

  private Numbered() {}

  /** One under a key that nobody knows. */
  static Bytes message(int number) {
    return message(0x0101010101010101L, number);
  }

  /** The first message of a key exchange, which is sent without a key. */
  static Bytes question(int number) {
    return message(0, number);
  }

  private static Bytes message(long key, int number) {
    ByteBuffer message = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    message.putLong(key).putLong(1L << 32).putInt(BYTES - 20).putInt(REQ_PQ_MULTI);
    for (int i = NONCE_AT; i < BYTES; i++) {
      message.put((byte) (number + 1));
    }
    return Bytes.wrap(message.array());
  }

  /** The number of a message; behind it how many bits are wrong, if any. */
  static String of(Bytes heard) {
    if (heard.size() < BYTES) {
      return heard.size() + " bytes";
    }
    Bytes message = heard.slice(0, BYTES); // padding may follow
    int number = Math.min(message.at(NONCE_AT), message.at(BYTES - 1)) - 1;
    Bytes sent = message.int64(0) == 0 ? question(number) : message(number);
    int wrong = 0;
    for (int i = 0; i < message.size(); i++) {
      wrong += Integer.bitCount((message.at(i) ^ sent.at(i)) & 0xff);
    }
    return wrong == 0 ? "" + number : number + " with " + wrong + " wrong bits";
  }
}
