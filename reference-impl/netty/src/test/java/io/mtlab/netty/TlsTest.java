package io.mtlab.netty;

import static io.mtlab.netty.Witness.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.netty.Witness.Closed;
import io.mtlab.netty.Witness.Opened;
import io.mtlab.netty.Witness.Received;
import io.mtlab.netty.Witness.Seen;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TLS that a machine has put under a connection, on loopback. */
class TlsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Conn FIRST = new Conn(1);
  private static final Bytes HELLO = Bytes.wrap("hello".getBytes(StandardCharsets.US_ASCII));

  private final BlockingQueue<Seen> atServer = Witness.queue();
  private final BlockingQueue<Seen> atClient = Witness.queue();
  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private final Driver driver = Driver.open(1, (conn, why) -> bugs.add(why));
  private @Nullable Hosted<Witness> server;

  @AfterEach
  void close() {
    driver.close();
    assertThat(bugs).isEmpty();
  }

  @Test
  void both_ends_speak_plainly_above_it_however_much() throws Exception {
    ServerTls shown = ServerTls.selfSigned();
    InetSocketAddress at = serve(shown);
    Hosted<Witness> one = dial(at, ClientTls.trusting(shown.certificatePem()));
    byte[] large = new byte[300_000];
    new Random(1).nextBytes(large);
    one.execute((machine, now) -> {
      machine.out().transmit(FIRST, HELLO);
      machine.out().transmit(FIRST, Bytes.wrap(large));
    });
    startServerTls();
    assertThat(Witness.receivedBytes(5 + large.length, atServer))
        .isEqualTo(Bytes.concat(HELLO, Bytes.wrap(large)));
    atServer()
        .execute((machine, now) -> {
          machine.out().transmit(FIRST, Bytes.wrap(large));
          machine.out().close(FIRST, How.FIN);
        });
    assertThat(Witness.receivedBytes(large.length, atClient)).isEqualTo(Bytes.wrap(large));
    assertThat(next(atClient)).isEqualTo(new Closed(FIRST, Cause.FIN));
  }

  @Test
  void a_client_of_the_platform_is_served_and_offered_http() throws Exception {
    InetSocketAddress at = serve(ServerTls.selfSigned());
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    Thread secured = Thread.ofVirtual().start(this::startServerTlsQuietly);
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket(at.getAddress(), at.getPort())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      secured.join();
      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
      socket.getOutputStream().write(HELLO.toArray());
      assertThat(Witness.receivedBytes(5, atServer)).isEqualTo(HELLO);
      atServer()
          .execute((machine, now) -> {
            machine.out().transmit(FIRST, HELLO);
            machine.out().close(FIRST, How.FIN);
          });
      assertThat(Bytes.wrap(socket.getInputStream().readAllBytes())).isEqualTo(HELLO);
    }
  }

  @Test
  void a_certificate_that_is_not_trusted_ends_the_connection() throws Exception {
    InetSocketAddress at = serve(ServerTls.selfSigned());
    dial(at, ClientTls.trusting(ServerTls.selfSigned().certificatePem()));
    startServerTls();
    assertThat(next(atClient)).isInstanceOf(Closed.class);
    assertThat(next(atServer)).isInstanceOf(Closed.class);
  }

  @Test
  void who_trusts_anybody_needs_no_certificate() throws Exception {
    Hosted<Witness> one = dial(serve(ServerTls.selfSigned()), ClientTls.anybody());
    one.execute((machine, now) -> machine.out().transmit(FIRST, HELLO));
    startServerTls();
    assertThat(Witness.receivedBytes(5, atServer)).isEqualTo(HELLO);
  }

  @Test
  void bytes_that_are_no_tls_end_the_connection() throws Exception {
    InetSocketAddress at = serve(ServerTls.selfSigned());
    try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      startServerTls();
      InputStream in = socket.getInputStream();
      assertThat(next(atServer)).isInstanceOf(Closed.class);
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void without_a_certificate_a_peer_that_begins_with_tls_is_cut() throws Exception {
    dial(serve(null), ClientTls.anybody());
    startServerTls();
    assertThat(next(atServer)).isEqualTo(new Closed(FIRST, Cause.RST));
    assertThat(next(atClient)).isInstanceOf(Closed.class);
  }

  @Test
  void files_that_hold_no_certificate_or_key_are_refused_in_words() throws IOException {
    String good = ServerTls.selfSigned().certificatePem();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ServerTls.of(good, "nothing"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ServerTls.of("nothing", good));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ClientTls.trusting("nothing"));
  }

  private InetSocketAddress serve(@Nullable ServerTls tls) throws IOException {
    HostOptions options = HostOptions.DEFAULT;
    server = host(atServer, tls == null ? options : options.withServerTls(tls));
    return driver.listen(server, ANY_PORT);
  }

  private Hosted<Witness> atServer() {
    return Objects.requireNonNull(server);
  }

  /** The server's machine sees the client's first bytes, and has TLS put under them. */
  private void startServerTls() throws InterruptedException {
    assertThat(next(atServer)).isInstanceOf(Opened.class);
    Received first = (Received) next(atServer);
    atServer().execute((machine, now) -> machine.out().startTls(FIRST, null, first.bytes()));
  }

  private void startServerTlsQuietly() {
    try {
      startServerTls();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Hosted<Witness> dial(InetSocketAddress at, ClientTls tls) throws InterruptedException {
    Hosted<Witness> dialling = host(atClient, HostOptions.DEFAULT.withClientTls(tls));
    Address to = new Address(at.getAddress().getHostAddress(), at.getPort());
    dialling.execute((machine, now) -> machine.out().dial(FIRST, to, Channel.STREAM));
    assertThat(next(atClient)).isInstanceOf(Opened.class);
    dialling.execute((machine, now) -> machine.out().startTls(FIRST, to, Bytes.EMPTY));
    return dialling;
  }

  private Hosted<Witness> host(BlockingQueue<Seen> seen, HostOptions options) {
    return driver.host(options, out -> new Witness(out, seen, false));
  }
}
