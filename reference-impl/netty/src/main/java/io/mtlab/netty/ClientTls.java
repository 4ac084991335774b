package io.mtlab.netty;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Whom a client trusts under TLS. The name that was dialled is told to the server (SNI). */
public final class ClientTls {
  private final SslContext context;

  private ClientTls(SslContext context) {
    this.context = context;
  }

  /** Servers that the Java platform trusts, under their names. */
  public static ClientTls publicServers() {
    return built(builder());
  }

  /**
   * Servers with one of these certificates, or vouched for by one, under the names in it.
   *
   * @throws IOException if there is no certificate to be read
   */
  public static ClientTls trusting(String certificatesPem) throws IOException {
    try {
      return built(builder().trustManager(ServerTls.stream(certificatesPem)));
    } catch (IllegalArgumentException e) {
      throw new IOException(ServerTls.reason(e), e);
    }
  }

  /**
   * Any server at all: what is secret is protected by MTProto, and a laboratory's servers make
   * certificates as they start.
   */
  public static ClientTls anybody() {
    return built(
        builder()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null));
  }

  private static SslContextBuilder builder() {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.JDK)
        .applicationProtocolConfig(ServerTls.http());
  }

  private static ClientTls built(SslContextBuilder builder) {
    try {
      return new ClientTls(builder.build());
    } catch (SSLException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  SslContext context() {
    return context;
  }
}
