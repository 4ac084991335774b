package io.mtlab.netty;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts under TLS. The name that was dialled is told to the server (SNI). */
public final class ClientTls {
  private final SslContextBuilder builder;
  private @Nullable SslContext built;

  private ClientTls(SslContextBuilder builder) {
    this.builder = builder;
  }

  /** Servers that the Java platform trusts, under their names. */
  public static ClientTls publicServers() {
    return new ClientTls(builder());
  }

  /**
   * Servers with one of these certificates, or vouched for by one, under the names in it.
   *
   * @throws IOException if there is no certificate to be read
   */
  public static ClientTls trusting(String certificatesPem) throws IOException {
    try {
      return new ClientTls(builder().trustManager(ServerTls.stream(certificatesPem)));
    } catch (IllegalArgumentException e) {
      throw new IOException(ServerTls.reason(e), e);
    }
  }

  /**
   * Any server at all: what is secret is protected by MTProto, and a laboratory's servers make
   * certificates as they start.
   */
  public static ClientTls anybody() {
    return new ClientTls(
        builder()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null));
  }

  private static SslContextBuilder builder() {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.JDK)
        .applicationProtocolConfig(ServerTls.http());
  }

  /** Made when it is needed first: most clients never need it, and it takes its time. */
  synchronized SslContext context() {
    SslContext known = built;
    if (known == null) {
      try {
        known = builder.build();
      } catch (SSLException e) {
        throw new IllegalStateException("this Java platform has no TLS", e);
      }
      built = known;
    }
    return known;
  }
}
