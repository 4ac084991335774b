package io.mtlab.mtproto.transport.mask;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.Sha;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 64 bytes with which an obfuscated stream begins, and what follows from them: a mask for each
 * direction, the tag of the framing inside, and the number of a data centre.
 *
 * @param header what stands on the wire
 * @param tag the four bytes of the framing's tag; a tag of one byte is repeated
 * @param dc what the client wants of an MTProxy; any number where no secret is used
 * @param toServer the mask of what the client sends behind the header
 * @param toClient the mask of what the server sends
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation">
 *     transport obfuscation</a>
 */
public record ObfuscatedHeader(Bytes header, int tag, short dc, Mask toServer, Mask toClient) {
  /** The size of a header in bytes. */
  public static final int BYTES = 64;

  private static final int SECOND_AT = 4;
  private static final int KEY_AT = 8;
  private static final int IV_AT = 40;
  private static final int TAG_AT = 56;
  private static final int DC_AT = 60;
  private static final int ABRIDGED_TAG = 0xef;

  /** What other transports begin with: HEAD, POST, GET, OPTI, two tags, a record of TLS. */
  private static final int[] TAKEN = {
    0x44414548, 0x54534f50, 0x20544547, 0x4954504f, 0xdddddddd, 0xeeeeeeee, 0x02010316
  };

  /** Whether a stream may begin so, and is taken for no other transport's. */
  public static boolean mayBegin(Bytes drawn) {
    int first = drawn.int32(0);
    return (first & 0xff) != ABRIDGED_TAG
        && drawn.int32(SECOND_AT) != 0
        && Arrays.stream(TAKEN).noneMatch(taken -> taken == first);
  }

  /**
   * A client's fresh header.
   *
   * @param tag the framing's tag, 1 or 4 bytes
   * @param dc the data centre that an MTProxy should lead to; null to leave it to chance
   * @param secret 16 bytes that are shared with an MTProxy; null for none
   */
  public static ObfuscatedHeader draw(
      Entropy entropy, Bytes tag, @Nullable Short dc, @Nullable Bytes secret) {
    byte[] drawn;
    do {
      drawn = entropy.bytes(BYTES);
    } while (!mayBegin(Bytes.wrap(drawn)));
    return from(drawn, tag, dc, secret);
  }

  private static ObfuscatedHeader from(
      byte[] drawn, Bytes tag, @Nullable Short dc, @Nullable Bytes secret) {
    for (int i = 0; i < Integer.BYTES; i++) {
      drawn[TAG_AT + i] = tag.at(i % tag.size());
    }
    if (dc != null) {
      drawn[DC_AT] = dc.byteValue();
      drawn[DC_AT + 1] = (byte) (dc >> 8);
    }
    Bytes plain = Bytes.wrap(drawn);
    Mask toServer = toServer(plain, secret);
    byte[] header = drawn.clone();
    byte[] masked = toServer.apply(plain).toArray();
    System.arraycopy(masked, TAG_AT, header, TAG_AT, BYTES - TAG_AT);
    return new ObfuscatedHeader(
        Bytes.wrap(header), plain.int32(TAG_AT), dcOf(plain), toServer, toClient(plain, secret));
  }

  /**
   * What a header from a client says, if it was made with this secret: with another one tag and
   * number are chance.
   *
   * @param header 64 bytes
   * @param secret 16 bytes; null for none
   */
  public static ObfuscatedHeader read(Bytes header, @Nullable Bytes secret) {
    Mask toServer = toServer(header, secret);
    Bytes plain = toServer.apply(header);
    return new ObfuscatedHeader(
        header, plain.int32(TAG_AT), dcOf(plain), toServer, toClient(header, secret));
  }

  private static short dcOf(Bytes plain) {
    return (short) (plain.int32(DC_AT) & 0xffff);
  }

  private static Mask toServer(Bytes drawn, @Nullable Bytes secret) {
    return mask(drawn.slice(KEY_AT, TAG_AT).toArray(), secret);
  }

  private static Mask toClient(Bytes drawn, @Nullable Bytes secret) {
    byte[] reversed = new byte[TAG_AT - KEY_AT];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = drawn.at(TAG_AT - 1 - i);
    }
    return mask(reversed, secret);
  }

  /** Key and first counter from 48 bytes. */
  private static Mask mask(byte[] keyAndIv, @Nullable Bytes secret) {
    byte[] key = Arrays.copyOf(keyAndIv, IV_AT - KEY_AT);
    byte[] iv = Arrays.copyOfRange(keyAndIv, IV_AT - KEY_AT, keyAndIv.length);
    return new Mask(secret == null ? key : new Sha().sha256(key, secret.toArray()), iv);
  }

  /** The tag only: the rest leads to the masks. */
  @Override
  public String toString() {
    return "ObfuscatedHeader[" + Integer.toHexString(tag) + "]";
  }
}
