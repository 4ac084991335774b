package io.mtlab.mtproto.session;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A decrypted message with what stands in front of it: salt (8), session_id (8), msg_id (8), seq_no
 * (4), message_data_length (4), data, padding of 12 to 1,024 bytes.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">encrypted_data</a>
 */
public record Envelope(long salt, long sessionId, Message message) {
  /** Bytes in front of the data. */
  public static final int HEADER_BYTES = 32;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The frame that carries this envelope: auth_key_id (8), msg_key (16), encrypted data. */
  public Bytes seal(AuthKey key, Direction direction, MessageCipher cipher) {
    Bytes body = message.body();
    byte[] plain = new byte[HEADER_BYTES + body.size()];
    LONG.set(plain, 0, salt);
    LONG.set(plain, 8, sessionId);
    LONG.set(plain, 16, message.id());
    INT.set(plain, 24, message.seqNo());
    INT.set(plain, 28, body.size());
    body.copyTo(plain, HEADER_BYTES);
    return cipher.seal(key, direction, plain);
  }

  /**
   * Opens a frame. The message key is checked before anything that was decrypted is looked at: any
   * other order would tell an attacker something.
   *
   * @throws ProtocolException {@link PeerMisbehaved#MSG_KEY_MISMATCH} or {@link
   *     PeerMisbehaved#MESSAGE_LENGTH}
   */
  public static Envelope open(AuthKey key, Direction direction, Bytes frame, MessageCipher cipher)
      throws ProtocolException {
    Bytes plain = Bytes.wrap(cipher.open(key, direction, frame));
    if (plain.size() < HEADER_BYTES + MessageCipher.PADDING_MIN) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
    int data = plain.int32(28);
    int padding = plain.size() - HEADER_BYTES - data;
    if (data < 0
        || (data & 3) != 0
        || padding < MessageCipher.PADDING_MIN
        || padding > MessageCipher.PADDING_MAX) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
    Bytes body = plain.slice(HEADER_BYTES, HEADER_BYTES + data);
    return new Envelope(
        plain.int64(0), plain.int64(8), new Message(plain.int64(16), plain.int32(24), body));
  }
}
