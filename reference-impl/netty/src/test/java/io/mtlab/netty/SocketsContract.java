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
import io.mtlab.netty.Witness.Seen;
import io.mtlab.testing.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connections do, over real sockets on loopback; the same with each kind of channel. */
abstract class SocketsContract {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final InetSocketAddress ANY_PORT = new InetSocketAddress(LOOPBACK, 0);
  private static final Conn FIRST = new Conn(1);
  private static final Bytes HELLO = text("hello");

  private final BlockingQueue<Seen> atServer = Witness.queue();
  private final BlockingQueue<Seen> atClient = Witness.queue();
  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private final Driver driver = open((conn, why) -> bugs.add(why));
  private Hosted<Witness> server = host(false, HostOptions.DEFAULT);
  private InetSocketAddress port = ANY_PORT;

  abstract Driver open(Failures failures);

  @BeforeEach
  void listen() throws IOException {
    port = driver.listen(server, ANY_PORT);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void bytes_go_both_ways_and_a_fin_is_seen_as_one() throws InterruptedException {
    Hosted<Witness> client = dialling(HostOptions.DEFAULT);
    assertThat(next(atClient)).isInstanceOf(Opened.class);
    assertThat(next(atServer)).isInstanceOf(Opened.class);
    assertThat(driver.connections()).isEqualTo(2);

    client.execute((machine, now) -> machine.out().transmit(FIRST, HELLO));
    assertThat(Witness.receivedBytes(5, atServer)).isEqualTo(HELLO);
    server.execute((machine, now) -> machine.out().transmit(FIRST, HELLO));
    assertThat(Witness.receivedBytes(5, atClient)).isEqualTo(HELLO);

    client.execute((machine, now) -> machine.out().close(FIRST, How.FIN));
    assertThat(next(atServer)).isEqualTo(new Closed(FIRST, Cause.FIN));
    assertThat(atClient).isEmpty();
    assertThat(bugs).isEmpty();
  }

  @Test
  void what_was_written_before_a_fin_is_delivered() throws IOException {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(new byte[100_000]);
      server.execute((machine, now) -> {
        machine.out().transmit(FIRST, HELLO);
        machine.out().transmit(FIRST, Bytes.wrap(large));
        machine.out().transmit(FIRST, HELLO);
        machine.out().close(FIRST, How.FIN);
      });
      byte[] read = socket.getInputStream().readAllBytes();
      assertThat(Bytes.wrap(read)).isEqualTo(Bytes.concat(HELLO, Bytes.wrap(large), HELLO));
    }
  }

  @Test
  void a_reset_is_sent_as_one() throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      assertThat(next(atServer)).isInstanceOf(Opened.class);
      server.execute((machine, now) -> machine.out().close(FIRST, How.RST));
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> socket.getInputStream().read())
          .withMessageContaining("reset");
    }
  }

  @Test
  void a_reset_is_seen_as_one() throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      assertThat(next(atServer)).isInstanceOf(Opened.class);
      socket.setSoLinger(true, 0);
    }
    assertThat(next(atServer)).isEqualTo(new Closed(FIRST, Cause.RST));
  }

  @Test
  void dialling_where_nobody_listens_is_refused() throws IOException, InterruptedException {
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      port = (InetSocketAddress) gone.getLocalSocketAddress();
    }
    dialling(HostOptions.DEFAULT);
    assertThat(next(atClient)).isEqualTo(new Closed(FIRST, Cause.REFUSED));
  }

  @Test
  void a_name_is_looked_up() throws InterruptedException {
    Hosted<Witness> client = driver.host(out -> new Witness(out, atClient, false));
    client.execute((machine, now) ->
        machine.out().dial(FIRST, new Address("localhost", port.getPort()), Channel.STREAM));
    assertThat(next(atClient)).isInstanceOf(Opened.class);
  }

  @Test
  void the_server_sees_the_address_that_was_dialled_from()
      throws IOException, InterruptedException {
    InetAddress node = InetAddress.getByAddress(new byte[] {127, 64, 0, 7});
    dialling(HostOptions.DEFAULT.withFrom(node));
    assertThat(((Opened) next(atServer)).peer().host()).isEqualTo("127.64.0.7");
  }

  @Requirement("T-035")
  void t035_version_6_of_the_internet_protocol_works_alike()
      throws IOException, InterruptedException {
    InetAddress version6 =
        InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    try {
      port = driver.listen(server, new InetSocketAddress(version6, 0));
    } catch (IOException e) {
      Assumptions.abort("no IPv6 here: " + e.getMessage());
    }
    dialling(HostOptions.DEFAULT);
    assertThat(((Opened) next(atServer)).peer().host()).isEqualTo("0:0:0:0:0:0:0:1");
  }

  @Test
  void a_port_in_use_is_an_error_of_its_own() {
    assertThatExceptionOfType(AddressInUseException.class)
        .isThrownBy(() -> driver.listen(server, port))
        .withMessage("somebody listens at 127.0.0.1:" + port.getPort())
        .extracting(AddressInUseException::address)
        .isEqualTo(port);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> driver.listen(server, new InetSocketAddress("192.0.2.1", 0)))
        .isNotInstanceOf(AddressInUseException.class);
  }

  @Test
  void a_large_message_arrives_whole() throws InterruptedException {
    byte[] large = new byte[8 << 20];
    new Random(2).nextBytes(large);
    Hosted<Witness> client = dialling(HostOptions.DEFAULT);
    client.execute((machine, now) -> machine.out().transmit(FIRST, Bytes.wrap(large)));
    assertThat(next(atServer)).isInstanceOf(Opened.class);
    byte[] read = new byte[large.length];
    int at = 0;
    while (at < read.length) {
      Seen seen = next(atServer);
      assertThat(seen).isInstanceOf(Witness.Received.class);
      Bytes piece = ((Witness.Received) seen).bytes();
      piece.copyTo(read, at);
      at += piece.size();
    }
    assertThat(read).isEqualTo(large);
  }

  @Test
  void two_hundred_connections_are_answered_each_for_itself() throws Exception {
    server = host(true, HostOptions.DEFAULT);
    port = driver.listen(server, ANY_PORT);
    List<BlockingQueue<Seen>> queues = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      BlockingQueue<Seen> seen = Witness.queue();
      queues.add(seen);
      Bytes own = text("client " + i);
      Hosted<Witness> client = driver.host(out -> new Witness(out, seen, false));
      client.execute((machine, now) -> {
        machine.dial(1, port);
        machine.out().transmit(FIRST, own);
      });
    }
    for (int i = 0; i < 200; i++) {
      Bytes own = text("client " + i);
      assertThat(next(queues.get(i))).isInstanceOf(Opened.class);
      assertThat(Witness.receivedBytes(own.size(), queues.get(i))).isEqualTo(own);
    }
    assertThat(server.connections().get()).isEqualTo(200);
    assertThat(driver.cpuNanos()).isPositive();
  }

  @Test
  void a_peer_that_does_not_read_is_cut_and_others_do_not_notice() throws Exception {
    server = host(false, HostOptions.DEFAULT.withBacklogBytesMax(1 << 20));
    port = driver.listen(server, ANY_PORT);
    Bytes flood = Bytes.wrap(new byte[256 << 10]);
    try (Socket deaf = connect();
        Socket other = connect()) {
      assertThat(next(atServer)).isInstanceOf(Opened.class);
      assertThat(next(atServer)).isInstanceOf(Opened.class);
      while (atServer.isEmpty()) {
        server.execute((machine, now) -> machine.out().transmit(FIRST, flood));
        assertThat(server.backlogBytes().get()).isLessThan((1 << 20) + (300 << 10));
      }
      assertThat(next(atServer)).isEqualTo(new Closed(FIRST, Cause.OVERFLOW));
      assertThat(server.connections().get()).isEqualTo(1);

      server.execute((machine, now) -> machine.out().transmit(new Conn(2), HELLO));
      assertThat(Bytes.wrap(other.getInputStream().readNBytes(5))).isEqualTo(HELLO);
      assertThat(deaf.isClosed()).isFalse();
    }
  }

  @Test
  void a_connection_that_is_not_read_holds_its_peer_up() throws Exception {
    Hosted<Witness> client = dialling(HostOptions.DEFAULT);
    assertThat(next(atClient)).isInstanceOf(Opened.class);
    assertThat(next(atServer)).isInstanceOf(Opened.class);
    client.setReading(FIRST, false);
    // Behind this turn of the client's loop it reads no more; only then may bytes leave the server.
    assertThat(client.connections().get()).isEqualTo(1);
    server.execute((machine, now) -> machine.out().transmit(FIRST, HELLO));
    for (int turn = 0; turn < 3; turn++) {
      // After these turns of both loops the bytes have left the server and reached the client.
      assertThat(server.backlogBytes().get()).isNotNegative();
      assertThat(client.connections().get()).isEqualTo(1);
    }
    assertThat(atClient).isEmpty();
    client.setReading(FIRST, true);
    assertThat(Witness.receivedBytes(5, atClient)).isEqualTo(HELLO);
  }

  @Test
  void a_bug_costs_its_own_connection_only() throws Exception {
    server = host(true, HostOptions.DEFAULT);
    port = driver.listen(server, ANY_PORT);
    try (Socket bad = connect();
        Socket good = connect()) {
      good.getOutputStream().write('a');
      assertThat(good.getInputStream().read()).isEqualTo('a');
      bad.getOutputStream().write('!');
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> bad.getInputStream().read());
      assertThat(bugs.take()).hasMessage("a bug");

      good.getOutputStream().write('b');
      assertThat(good.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void a_machine_that_is_taken_off_ends_its_connections_and_listens_no_more()
      throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      assertThat(next(atServer)).isInstanceOf(Opened.class);
      server.close();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.query((machine, now) -> 1)).failsWithin(Duration.ofSeconds(10));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> {
          try (Socket late = connect()) {
            throw new IOException("ended with " + late.getInputStream().read());
          }
        });
  }

  @Test
  void at_the_end_machines_hear_of_it_and_no_thread_is_left() throws Exception {
    Hosted<Witness> client =
        driver.host(HostOptions.DEFAULT, out -> new Witness(out, atClient, false));
    Thread loop = server.query((machine, now) -> Thread.currentThread()).get();
    // Not our own server, which might end its side first.
    try (ServerSocket peer = new ServerSocket(0, 1, LOOPBACK)) {
      InetSocketAddress to = (InetSocketAddress) peer.getLocalSocketAddress();
      client.execute((machine, now) -> machine.dial(1, to));
      assertThat(next(atClient)).isInstanceOf(Opened.class);
      driver.close();
      assertThat(next(atClient)).isEqualTo(new Closed(FIRST, Cause.SHUTDOWN));
    }
    loop.join(5_000);
    assertThat(loop.isAlive()).isFalse();
    assertThat(driver.cpuNanos()).isPositive();
    assertThat(server.query((machine, now) -> 1)).failsWithin(Duration.ofSeconds(10));
    driver.close();
  }

  private Hosted<Witness> host(boolean echo, HostOptions options) {
    return driver.host(options, out -> new Witness(out, atServer, echo));
  }

  private Hosted<Witness> dialling(HostOptions options) {
    Hosted<Witness> client = driver.host(options, out -> new Witness(out, atClient, false));
    client.execute((machine, now) -> machine.dial(1, port));
    return client;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(port.getAddress(), port.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
