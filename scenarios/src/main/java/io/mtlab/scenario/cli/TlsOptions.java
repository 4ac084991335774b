package io.mtlab.scenario.cli;

import io.mtlab.netty.ServerTls;
import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What a server shows to clients that begin with TLS: HTTPS and secure WebSocket. */
final class TlsOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE.pem",
      description =
          "Certificate for HTTPS and secure WebSocket, with those that vouch for it behind it;"
              + " one that vouches for itself is made if left out.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE.pem",
      description = "The certificate's private key, in PKCS#8 and not encrypted.")
  private @Nullable Path key;

  /** The certificate that was given or is made. */
  ServerTls server() throws EnvironmentException {
    if (certificate == null && key == null) {
      return ServerTls.selfSigned();
    }
    if (certificate == null || key == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--tls-cert and --tls-key belong together; "
              + (certificate == null ? "--tls-cert" : "--tls-key")
              + " is missing");
    }
    String certificatePem = read("--tls-cert", certificate);
    String keyPem = read("--tls-key", key);
    try {
      return ServerTls.of(certificatePem, keyPem);
    } catch (IOException e) {
      throw new EnvironmentException(
          certificate
              + " and "
              + key
              + " hold no certificate and its key, in PEM and PKCS#8: "
              + e.getMessage(),
          e);
    }
  }

  private static String read(String option, Path file) throws EnvironmentException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + file + " of " + option, e);
    }
  }
}
