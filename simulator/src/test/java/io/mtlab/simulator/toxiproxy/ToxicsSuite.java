package io.mtlab.simulator.toxiproxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.DOWNSTREAM;
import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static io.mtlab.simulator.toxiproxy.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each toxic is made, listed, changed and removed by {@code toxiproxy-java} alone, and felt by
 * plain sockets. Times are held by what they are at least, and by ratios: a busy machine is only
 * slower.
 */
abstract class ToxicsSuite {
  /** Long enough that waiting for it would be noticed, short enough that a failure is not long. */
  private static final long FOREVER_MS = 15_000;

  private final ServedToxiproxy toxiproxy;
  private final EchoServer echo;
  private final Proxy proxy;

  ToxicsSuite(BackendKind kind) throws IOException {
    toxiproxy = ServedToxiproxy.of(kind);
    echo = new EchoServer();
    proxy = toxiproxy.client().createProxy("echo", "127.0.0.1:0", echo.address());
  }

  @BeforeEach
  void warmUp() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(100);
    }
  }

  @AfterEach
  void stop() throws IOException {
    toxiproxy.close();
    echo.close();
  }

  @Test
  void latency_delays_each_direction_by_its_own() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      double plain = wire.roundTrip(100);
      Latency down = proxy.toxics().latency("down", DOWNSTREAM, 120);
      double slow = wire.roundTrip(100);
      Latency up = proxy.toxics().latency("up", UPSTREAM, 100);
      double slower = wire.roundTrip(100);
      assertThat(proxy.toxics().getAll()).extracting(Toxic::getName).containsExactly("up", "down");
      down.setLatency(40);
      double faster = wire.roundTrip(100);
      assertThat(proxy.toxics().get("down", Latency.class).getLatency()).isEqualTo(40);
      down.remove();
      up.remove();
      double plainAgain = wire.roundTrip(100);

      assertThat(slow).isGreaterThan(119);
      assertThat(slower).isGreaterThan(219);
      assertThat(faster).isBetween(139.0, slower);
      assertThat(plain).isLessThan(100);
      assertThat(plainAgain).isLessThan(100);
      assertThat(proxy.toxics().getAll()).isEmpty();
    }
  }

  @Test
  void latency_counts_from_each_arrival_and_keeps_the_order() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      proxy.toxics().latency("up", UPSTREAM, 150).setJitter(100);
      long start = System.nanoTime();
      byte[] sent = bytes(20 * 50);
      for (int i = 0; i < 20; i++) {
        wire.send(Arrays.copyOfRange(sent, i * 50, i * 50 + 50));
      }
      byte[] received = wire.receive(sent.length);
      double took = (System.nanoTime() - start) / 1e6;

      assertThat(received).isEqualTo(sent);
      assertThat(took).isBetween(49.0, 20 * 150.0);
    }
  }

  @Test
  void removing_latency_delivers_what_waits_at_once_and_in_order() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      Latency latency = proxy.toxics().latency("late", DOWNSTREAM, FOREVER_MS);
      byte[] sent = bytes(300);
      for (int i = 0; i < 3; i++) {
        wire.send(Arrays.copyOfRange(sent, i * 100, i * 100 + 100));
        assertThat(wire.isSilentFor(50)).isTrue();
      }
      long start = System.nanoTime();
      latency.remove();

      assertThat(wire.receive(300)).isEqualTo(sent);
      assertThat((System.nanoTime() - start) / 1e6).isLessThan(FOREVER_MS / 2.0);
      assertThat(wire.roundTrip(100)).isLessThan(FOREVER_MS / 2.0);
    }
  }

  @Test
  void lowering_latency_releases_the_chunk_in_flight() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      Latency latency = proxy.toxics().latency("late", DOWNSTREAM, FOREVER_MS);
      wire.send(bytes(100));
      echo.awaitSentBack(100);
      assertThat(wire.isSilentFor(50)).isTrue();
      long start = System.nanoTime();
      latency.setLatency(FOREVER_MS - 1);

      assertThat(wire.receive(100)).isEqualTo(bytes(100));
      assertThat((System.nanoTime() - start) / 1e6).isLessThan(FOREVER_MS / 2.0);
    }
  }

  @Test
  void bandwidth_is_so_many_kilobytes_a_second() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      Bandwidth bandwidth = proxy.toxics().bandwidth("narrow", UPSTREAM, 100);
      double narrow = wire.roundTrip(40_000);
      bandwidth.setRate(1_000);
      double wider = wire.roundTrip(40_000);
      assertThat(proxy.toxics().get("narrow", Bandwidth.class).getRate()).isEqualTo(1_000);

      assertThat(narrow).isGreaterThan(395);
      assertThat(wider).isBetween(39.0, narrow * 0.6);
    }
  }

  @Test
  void bandwidth_of_0_stalls_until_it_is_removed() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      Bandwidth bandwidth = proxy.toxics().bandwidth("none", UPSTREAM, 0);
      wire.send(bytes(500));
      assertThat(wire.isSilentFor(150)).isTrue();
      bandwidth.remove();

      assertThat(wire.receive(500)).isEqualTo(bytes(500));
    }
  }

  @Test
  void timeout_of_0_swallows_and_its_removal_closes_both_sides() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      Timeout timeout = proxy.toxics().timeout("stall", UPSTREAM, 0);
      wire.send(bytes(100));
      assertThat(wire.isSilentFor(150)).isTrue();
      timeout.remove();

      assertThat(wire.receiveAll()).isEmpty();
      warmUp();
    }
  }

  @Test
  void timeout_closes_after_its_time_without_any_traffic() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      long start = System.nanoTime();
      Timeout timeout = proxy.toxics().timeout("close", DOWNSTREAM, 200);

      assertThat(timeout.getTimeout()).isEqualTo(200);
      assertThat(wire.receiveAll()).isEmpty();
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(199);
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    }
  }

  @Test
  void timeout_begins_again_with_each_chunk() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      proxy.toxics().timeout("close", UPSTREAM, 300);
      long start = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        wire.send(bytes(10));
        assertThat(wire.isSilentFor(100)).isTrue();
      }

      assertThat(wire.receiveAll()).isEmpty();
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(599);
    }
  }

  @Test
  void reset_peer_resets_both_sides_of_new_connections() throws Exception {
    ResetPeer reset = proxy.toxics().resetPeer("cut", UPSTREAM, 100);
    assertThat(proxy.toxics().get("cut", ResetPeer.class).getTimeout()).isEqualTo(100);
    assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    try (Wire wire = Wire.to(proxy.getListen())) {
      assertThat(wire.isSilentFor(200)).isTrue();
      long start = System.nanoTime();
      wire.send(bytes(10));

      assertThatThrownBy(wire::receiveAll).isInstanceOf(SocketException.class);
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(99);
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.RESET);
    }
    reset.remove();
    warmUp();
  }

  @Test
  void reset_peer_ends_older_connections_at_their_next_data() throws Exception {
    assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      proxy.toxics().resetPeer("cut", UPSTREAM, 0);
      wire.send(bytes(10));

      assertThat(wire.receiveAll()).isEmpty();
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    }
  }

  @Test
  void slicer_cuts_and_pauses_and_loses_nothing() throws IOException {
    try (Wire wire = Wire.to(proxy.getListen())) {
      int whole = wire.send(bytes(200)).readsFor(200);
      Slicer slicer = proxy.toxics().slicer("pieces", DOWNSTREAM, 10, 5_000);
      int cut = wire.send(bytes(200)).readsFor(200);
      slicer.setDelay(2_000).setSizeVariation(5).setAverageSize(20);
      double took = wire.roundTrip(200);
      Slicer listed = proxy.toxics().get("pieces", Slicer.class);

      assertThat(whole).isLessThan(8);
      assertThat(cut).isBetween(12, 40);
      assertThat(took).isGreaterThan(200 / 25 * 2.0 - 2.0);
      assertThat(listed.getAverageSize()).isEqualTo(20);
      assertThat(listed.getSizeVariation()).isEqualTo(5);
    }
  }

  @Test
  void slow_close_downstream_delays_the_clients_fin_only() throws Exception {
    assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    SlowClose slowClose = proxy.toxics().slowClose("slow", DOWNSTREAM, 600);
    assertThat(slowClose.getDelay()).isEqualTo(600);
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(10);
      long start = System.nanoTime();
      wire.endOutput();
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
      double serverSaw = (System.nanoTime() - start) / 1e6;
      assertThat(wire.receiveAll()).isEmpty();
      double clientSaw = (System.nanoTime() - start) / 1e6;

      assertThat(clientSaw).isGreaterThan(599);
      assertThat(serverSaw).isLessThan(clientSaw - 200);
    }
  }

  @Test
  void slow_close_upstream_delays_both() throws Exception {
    assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    SlowClose slowClose = proxy.toxics().slowClose("slow", UPSTREAM, 300);
    try (Wire wire = Wire.to(proxy.getListen())) {
      long start = System.nanoTime();
      wire.endOutput();
      assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(299);
      assertThat(wire.receiveAll()).isEmpty();
    }
    slowClose.setDelay(1);
    assertThat(proxy.toxics().get("slow", SlowClose.class).getDelay()).isEqualTo(1);
    slowClose.remove();
    warmUp();
  }

  @Test
  void limit_data_lets_exactly_so_many_bytes_through() throws IOException {
    LimitData limit = proxy.toxics().limitData("limit", DOWNSTREAM, 1_000);
    byte[] sent = bytes(3_000);
    try (Wire wire = Wire.to(proxy.getListen())) {
      assertThat(wire.send(sent).receiveAll()).isEqualTo(Arrays.copyOf(sent, 1_000));
    }
    limit.setBytes(5_000);
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(3_000);
      limit.setBytes(10);
      assertThat(wire.isSilentFor(100)).isTrue();
      assertThat(wire.send(bytes(10)).receiveAll()).isEmpty();
    }
    assertThat(proxy.toxics().get("limit", LimitData.class).getBytes()).isEqualTo(10);
    limit.remove();
    warmUp();
  }

  @Test
  void limit_data_of_0_closes_at_the_first_data() throws IOException {
    proxy.toxics().limitData("limit", DOWNSTREAM, 0);
    try (Wire wire = Wire.to(proxy.getListen())) {
      assertThat(wire.isSilentFor(100)).isTrue();
      assertThat(wire.send(bytes(10)).receiveAll()).isEmpty();
    }
  }

  @Test
  void toxicity_is_drawn_once_for_each_connection() throws IOException {
    LimitData limit = proxy.toxics().limitData("limit", DOWNSTREAM, 0);
    limit.setToxicity(0.5f);
    int hit = 0;
    for (int i = 0; i < 60; i++) {
      try (Wire wire = Wire.to(proxy.getListen())) {
        byte[] back = wire.send(bytes(10)).receiveUpTo(10);
        hit += back.length == 0 ? 1 : 0;
      }
    }
    // Binomial(60, 0.5): outside 13..47 less than once in 100,000.
    assertThat(hit).isBetween(13, 47);
    limit.setToxicity(0);
    warmUp();
  }
}
