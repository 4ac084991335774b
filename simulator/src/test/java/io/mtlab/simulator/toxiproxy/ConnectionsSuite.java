package io.mtlab.simulator.toxiproxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.DOWNSTREAM;
import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How connections through a proxy live and end, felt by plain sockets. */
abstract class ConnectionsSuite {
  private final ServedToxiproxy toxiproxy;
  private final EchoServer echo = new EchoServer();
  private final Proxy proxy;

  ConnectionsSuite(BackendKind kind) throws IOException {
    toxiproxy = ServedToxiproxy.of(kind);
    proxy = toxiproxy.client().createProxy("echo", "127.0.0.1:0", echo.address());
  }

  @AfterEach
  void stop() throws IOException {
    toxiproxy.close();
    echo.close();
  }

  @Test
  void many_megabytes_pass_unchanged_in_both_directions() throws Exception {
    byte[] sent = Wire.bytes(8_000_000);
    try (Wire wire = Wire.to(proxy.getListen())) {
      CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> receive(wire, sent));
      wire.send(sent);

      assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(sent);
    }
  }

  @Test
  void disabling_ends_connections_and_refuses_new_ones() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      proxy.disable();
      assertThat(wire.receiveAll()).isEmpty();
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
      assertThatThrownBy(() -> Wire.to(proxy.getListen())).isInstanceOf(ConnectException.class);
    }
    proxy.enable();
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      proxy.delete();
      assertThat(wire.receiveAll()).isEmpty();
    }
  }

  @Test
  void another_upstream_ends_connections_and_keeps_the_toxics() throws Exception {
    proxy.toxics().latency("late", DOWNSTREAM, 100);
    try (EchoServer other = new EchoServer();
        Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      proxy.setUpstream(other.address());
      assertThat(wire.receiveAll()).isEmpty();
      try (Wire next = Wire.to(proxy.getListen())) {
        assertThat(next.roundTrip(10)).isGreaterThan(99);
        assertThat(other.nextAccepted().isConnected()).isTrue();
      }
    }
  }

  @Test
  void a_refusing_upstream_shows_as_an_end() throws IOException {
    proxy.setUpstream("127.0.0.1:1");
    try (Wire wire = Wire.to(proxy.getListen())) {
      assertThat(wire.receiveAll()).isEmpty();
    }
  }

  @Test
  void half_a_close_closes_the_other_side_wholly() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      wire.endOutput();

      assertThat(wire.receiveAll()).isEmpty();
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    }
  }

  @Test
  void the_end_comes_behind_the_data_that_waits() throws Exception {
    proxy.toxics().latency("late", UPSTREAM, 300);
    try (Wire wire = Wire.to(proxy.getListen())) {
      Socket server = echo.nextAccepted();
      long start = System.nanoTime();
      wire.send(Wire.bytes(10)).endOutput();
      // What the echo sends back meets a closed socket: it may see a reset behind the end.
      assertThat(echo.nextEnding()).isNotNull();

      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(299);
      assertThat(server.isConnected()).isTrue();
    }
  }

  @Test
  void a_reset_arrives_as_an_end() throws Exception {
    Wire wire = Wire.to(proxy.getListen());
    wire.roundTrip(10);
    wire.reset();

    assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
  }

  @Test
  void a_reset_of_the_server_arrives_as_an_end() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      Socket server = echo.nextAccepted();
      server.setSoLinger(true, 0);
      server.close();

      assertThat(wire.receiveAll()).isEmpty();
    }
  }

  @Test
  void a_reader_that_pauses_pauses_the_writer() throws Exception {
    assertWriterIsPaused();
  }

  @Test
  void a_stage_that_holds_enough_pauses_the_writer() throws Exception {
    proxy.toxics().bandwidth("stalled", DOWNSTREAM, 0);
    assertWriterIsPaused();
  }

  /** A server writes without end to a client that reads nothing: some fits, most must not. */
  private void assertWriterIsPaused() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      Socket server = echo.nextAccepted();
      AtomicLong written = new AtomicLong();
      CompletableFuture<Void> all =
          CompletableFuture.runAsync(() -> write(server, 256_000_000, written));
      assertThatThrownBy(() -> all.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

      assertThat(written.get()).isLessThan(128_000_000);
      assertThat(all).isNotDone();
      wire.reset();
    }
  }

  private static void write(Socket socket, long bytes, AtomicLong written) {
    try {
      OutputStream out = socket.getOutputStream();
      byte[] piece = new byte[100_000];
      while (written.get() < bytes) {
        out.write(piece);
        written.addAndGet(piece.length);
      }
    } catch (IOException _) {
      // The reader went away at the end of the test.
    }
  }

  private static byte[] receive(Wire wire, byte[] like) {
    try {
      return wire.receive(like.length);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
