package io.mtlab.simulator.capture;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** The file of keys beside a capture. */
final class KeysFile {
  private KeysFile() {}

  /**
   * Writes a line for each key: {@code AUTH_KEY}, the id as its 8 bytes stand on the wire, the 256
   * bytes, both in hexadecimal; and for each secret of an MTProxy {@code PROXY_SECRET} and itself.
   */
  static void write(Path file, List<AuthKey> keys, List<ProxySecret> secrets) throws IOException {
    HexFormat hex = HexFormat.of();
    try (Writer to = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (AuthKey key : keys) {
        String id = hex.toHexDigits(Long.reverseBytes(key.id()));
        to.write("AUTH_KEY " + id + " " + key.secret().toHex() + "\n");
      }
      for (ProxySecret secret : secrets) {
        to.write("PROXY_SECRET " + secret.text() + "\n");
      }
    }
  }
}
