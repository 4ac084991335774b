package io.mtlab.scenario.cli;

import io.mtlab.mtproto.machine.Address;
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
  private static final int PORT_MAX = 65_535;

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

  @Option(
      names = "--fake-tls-site",
      paramLabel = "HOST:PORT",
      description =
          "Passes whoever begins with TLS, and not with a fresh hello of a client that knows a"
              + " --secret of the form ee, on to this web server, so that a prober sees the real"
              + " site. HTTPS and secure WebSocket are then not served here.")
  private @Nullable String site;

  /** The certificate that was given or is made, or the site that takes its place. */
  ServerTls server() throws EnvironmentException {
    if (site != null) {
      return ServerTls.site(siteAddress(site));
    }
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

  private Address siteAddress(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > PORT_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--fake-tls-site takes HOST:PORT, not \"" + text + "\"");
    }
    if (certificate != null || key != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--fake-tls-site shows the certificate of the site; leave out --tls-cert and --tls-key");
    }
    return new Address(text.substring(0, colon).replaceAll("^\\[|]$", ""), Integer.parseInt(port));
  }

  private static String read(String option, Path file) throws EnvironmentException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw EnvironmentException.of("cannot read " + file + " of " + option, e);
    }
  }
}
