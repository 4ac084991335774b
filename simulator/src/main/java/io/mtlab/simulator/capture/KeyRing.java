package io.mtlab.simulator.capture;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The authorization keys that were used, permanent and temporary. Many threads may add some. */
public final class KeyRing {
  private final ConcurrentNavigableMap<Long, AuthKey> keys = new ConcurrentSkipListMap<>();

  /** The same cipher, whose keys are kept here from their first use on. */
  public MessageCipher noting(MessageCipher cipher) {
    return new Noting(cipher);
  }

  /** The key of this id, as it is read from the wire. */
  @Nullable AuthKey find(long id) {
    return keys.get(id);
  }

  /**
   * Writes a line for each key: {@code AUTH_KEY}, the id as its 8 bytes stand on the wire, the 256
   * bytes, both in hexadecimal; and for each secret of an MTProxy {@code PROXY_SECRET} and itself.
   */
  void write(Path file, List<ProxySecret> secrets) throws IOException {
    HexFormat hex = HexFormat.of();
    try (Writer to = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (AuthKey key : keys.values()) {
        String id = hex.toHexDigits(Long.reverseBytes(key.id()));
        to.write("AUTH_KEY " + id + " " + key.secret().toHex() + "\n");
      }
      for (ProxySecret secret : secrets) {
        to.write("PROXY_SECRET " + secret.text() + "\n");
      }
    }
  }

  private void note(AuthKey key) {
    keys.putIfAbsent(key.id(), key);
  }

  private final class Noting implements MessageCipher {
    private final MessageCipher inner;

    Noting(MessageCipher inner) {
      this.inner = inner;
    }

    @Override
    public Bytes seal(AuthKey key, Direction direction, byte[] plain) {
      note(key);
      return inner.seal(key, direction, plain);
    }

    @Override
    public Bytes sealPadded(AuthKey key, Direction direction, byte[] padded) {
      note(key);
      return inner.sealPadded(key, direction, padded);
    }

    @Override
    public byte[] open(AuthKey key, Direction direction, Bytes frame) throws ProtocolException {
      note(key);
      return inner.open(key, direction, frame);
    }

    @Override
    public int quickAckToken() {
      return inner.quickAckToken();
    }
  }
}
