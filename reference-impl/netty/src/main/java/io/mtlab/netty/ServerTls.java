package io.mtlab.netty;

import io.mtlab.mtproto.machine.Address;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a server shows under TLS: a certificate and its key, or another server. ALPN offers {@code
 * http/1.1}, since HTTP and WebSocket are all that is spoken inside.
 */
public final class ServerTls {
  private final Future<Shown> shown;
  private final @Nullable Address site;

  private record Shown(SslContext context, String certificatePem) {}

  private ServerTls(Future<Shown> shown, @Nullable Address site) {
    this.shown = shown;
    this.site = site;
  }

  /**
   * With another server, to which such streams are passed on from their first byte: a proxy in
   * disguise shows the site that it pretends to be. The machine hears that the peer is gone.
   */
  public static ServerTls site(Address site) {
    return new ServerTls(
        CompletableFuture.failedFuture(new IOException("the certificate is that of " + site)),
        site);
  }

  /**
   * With a certificate from elsewhere.
   *
   * @param certificatePem the server's certificate and those that vouch for it, in this order
   * @param keyPem its private key in PKCS#8, not encrypted
   * @throws IOException if they cannot be read or do not belong together
   */
  public static ServerTls of(String certificatePem, String keyPem) throws IOException {
    return new ServerTls(CompletableFuture.completedFuture(shown(certificatePem, keyPem)), null);
  }

  /**
   * With a certificate that vouches for itself: for tests and laboratories. It is made meanwhile;
   * the first who needs it waits, if it is not there yet.
   */
  public static ServerTls selfSigned() {
    FutureTask<Shown> making =
        new FutureTask<>(() -> {
          SelfSigned made = SelfSigned.make();
          return shown(made.certificatePem(), made.keyPem());
        });
    // Two threads that wake the logging at once make it complain on the error output.
    LoggerFactory.getILoggerFactory();
    Thread.ofPlatform().daemon().name("certificate").start(making);
    return new ServerTls(making, null);
  }

  private static Shown shown(String certificatePem, String keyPem) throws IOException {
    try {
      SslContext context =
          SslContextBuilder.forServer(stream(certificatePem), stream(keyPem))
              .sslProvider(SslProvider.JDK)
              .applicationProtocolConfig(http())
              .build();
      return new Shown(context, certificatePem);
    } catch (IllegalArgumentException e) {
      throw new IOException(reason(e), e);
    }
  }

  /** The certificate, for clients that are to trust it. */
  public String certificatePem() {
    return shown().certificatePem;
  }

  /** The server to which streams are passed on; null if they are ended here. */
  @Nullable Address site() {
    return site;
  }

  SslContext context() {
    return shown().context;
  }

  private Shown shown() {
    try {
      return shown.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a certificate was made", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("no certificate could be made", e.getCause());
    }
  }

  static ApplicationProtocolConfig http() {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        "http/1.1");
  }

  static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The innermost reason says what is wrong with a file; those around it say that one is. */
  static String reason(Throwable why) {
    Throwable innermost = why;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }
}
