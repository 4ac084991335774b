package io.mtlab.netty;

import static io.mtlab.netty.Witness.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.netty.Witness.Closed;
import io.mtlab.netty.Witness.Opened;
import io.mtlab.netty.Witness.Received;
import io.mtlab.netty.Witness.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that are passed on to a site, on loopback: whoever connects speaks with the site. */
class RelayTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Conn FIRST = new Conn(1);
  private static final int PATIENCE_MS = 20_000;

  private final BlockingQueue<Seen> seen = Witness.queue();
  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private final Driver driver = Driver.open(1, (conn, why) -> bugs.add(why));
  private ServerSocket site;
  private InetSocketAddress port;
  private Hosted<Witness> server;

  @BeforeEach
  void listen() throws IOException {
    site = new ServerSocket(0, 10, LOOPBACK);
    site.setSoTimeout(PATIENCE_MS);
    ServerTls tls = ServerTls.site(new Address(LOOPBACK.getHostAddress(), site.getLocalPort()));
    server =
        driver.host(HostOptions.DEFAULT.withServerTls(tls), out -> new Witness(out, seen, false));
    port = driver.listen(server, new InetSocketAddress(LOOPBACK, 0));
  }

  @AfterEach
  void close() throws IOException {
    driver.close();
    site.close();
    assertThat(bugs).isEmpty();
  }

  @Test
  void all_bytes_go_both_ways_from_the_first_one_on_and_ends_are_kept_apart() throws Exception {
    byte[] up = chance(3_000_000, 1);
    byte[] down = chance(2_000_000, 2);
    try (Socket prober = connect();
        Socket atSite = passedOn(prober, up)) {
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> {
            try {
              prober.getOutputStream().write(up, 1, up.length - 1);
              prober.shutdownOutput();
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      assertThat(atSite.getInputStream().readAllBytes()).isEqualTo(up);
      written.join();
      // only one direction has ended: the site may still answer
      atSite.getOutputStream().write(down);
      end(atSite);
      assertThat(prober.getInputStream().readAllBytes()).isEqualTo(down);
    }
    assertThat(next(seen)).as("the machine has nothing to do with it").isEqualTo(closed());
    assertThat(seen).isEmpty();
  }

  @Test
  void who_does_not_read_is_waited_for() throws Exception {
    try (Socket prober = connect();
        Socket atSite = passedOn(prober, chance(1, 3))) {
      long[] taken = new long[1];
      byte[] piece = new byte[64 << 10];
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (taken[0] < 512L << 20) {
                    prober.getOutputStream().write(piece);
                    taken[0] += piece.length;
                  }
                } catch (IOException ended) {
                  // as it should
                }
              });
      // half a gigabyte takes less than that where nothing holds it back
      assertThat(writer.join(Duration.ofSeconds(1))).isFalse();
      assertThat(atSite.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
      end(prober);
      writer.join();
      assertThat(taken[0]).isLessThan(64L << 20);
    }
  }

  @Test
  void a_reset_at_the_site_is_one_for_the_prober() throws Exception {
    try (Socket prober = connect();
        Socket atSite = passedOn(prober, chance(5, 4))) {
      atSite.setSoLinger(true, 0);
      end(atSite);
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> prober.getInputStream().read())
          .withMessageContaining("reset");
    }
  }

  @Test
  void without_the_site_the_prober_is_let_go() throws Exception {
    site.close();
    try (Socket prober = connect()) {
      passOn(prober, chance(5, 5));
      assertThat(prober.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(next(seen)).isEqualTo(closed());
  }

  @Test
  void the_end_of_the_machine_is_that_of_its_relays() throws Exception {
    try (Socket prober = connect();
        Socket atSite = passedOn(prober, chance(5, 6))) {
      assertThat(atSite.getInputStream().readNBytes(5)).hasSize(5);
      driver.close();
      assertThat(prober.getInputStream().read()).isEqualTo(-1);
      assertThat(atSite.getInputStream().read()).isEqualTo(-1);
      assertThat(driver.connections()).isZero();
    }
  }

  private static void end(Socket socket) throws IOException {
    socket.close();
  }

  private static Closed closed() {
    return new Closed(FIRST, Cause.FIN);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(port.getAddress(), port.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** Its first byte makes the machine want TLS. */
  private void passOn(Socket prober, byte[] bytes) throws Exception {
    prober.getOutputStream().write(bytes, 0, 1);
    assertThat(next(seen)).isInstanceOf(Opened.class);
    Bytes first = ((Received) next(seen)).bytes();
    server.execute((machine, now) -> machine.out().startTls(FIRST, null, first));
  }

  private Socket passedOn(Socket prober, byte[] bytes) throws Exception {
    passOn(prober, bytes);
    Socket atSite = site.accept();
    atSite.setSoTimeout(PATIENCE_MS);
    if (bytes.length < 1000) {
      prober.getOutputStream().write(bytes, 1, bytes.length - 1);
    }
    return atSite;
  }

  private static byte[] chance(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
