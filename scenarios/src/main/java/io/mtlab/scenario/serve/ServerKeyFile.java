package io.mtlab.scenario.serve;

import io.mtlab.mtproto.crypto.RsaPrivateKey;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A server's private key in a PEM file that nobody but its owner may read. */
final class ServerKeyFile {
  private ServerKeyFile() {}

  /**
   * Reads a key.
   *
   * @throws EnvironmentException when there is none
   */
  static RsaPrivateKey read(Path file) throws EnvironmentException {
    try {
      return RsaPrivateKey.fromPem(Files.readString(file));
    } catch (IOException e) {
      throw EnvironmentException.of("cannot read the key " + file, e);
    } catch (IllegalArgumentException e) {
      throw new EnvironmentException(
          file + " holds no RSA private key in PEM: " + e.getMessage(), e);
    }
  }

  /** Writes a key into a new file among the temporary ones, and says where it lies. */
  static Path write(RsaPrivateKey key) throws IOException {
    Path file = Files.createTempFile("mtlab-server-", ".pem", ownersOnly());
    return Files.writeString(file, key.toPem());
  }

  private static FileAttribute<?>[] ownersOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
