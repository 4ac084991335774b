package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.simulator.toxiproxy.EchoServer.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of streams over real sockets, through a proxy that looks for no frames. */
class StreamFaultsTest {
  private final ServedToxiproxy toxiproxy = new ServedToxiproxy();
  private final EchoServer echo = new EchoServer();
  private final ApiClient api = new ApiClient(toxiproxy);
  private String listen = "";

  StreamFaultsTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    listen = toxiproxy.client().createProxy("p", "127.0.0.1:0", echo.address()).getListen();
  }

  @AfterEach
  void stop() throws IOException {
    api.close();
    toxiproxy.close();
    echo.close();
  }

  @Test
  void a_delay_has_its_distribution() throws IOException {
    create("delay", "upstream", "\"base\":60,\"jitter\":5,\"distribution\":\"normal\"");
    create("delay", "downstream", "\"base\":\"0.04s\",\"correlation\":0.5");
    try (Wire wire = Wire.to(listen)) {
      for (int i = 0; i < 5; i++) {
        assertThat(wire.roundTrip(100)).isBetween(80.0, 1000.0);
      }
    }
    assertThat(api.send("GET", "/proxies/p/faults", "").body())
        .isEqualTo(
            "[{\"attributes\":{\"base\":60,\"jitter\":5,\"distribution\":\"normal\"},"
                + "\"name\":\"delay_upstream\",\"type\":\"delay\",\"stream\":\"upstream\"},"
                + "{\"attributes\":{\"base\":40,\"correlation\":0.5},"
                + "\"name\":\"delay_downstream\",\"type\":\"delay\",\"stream\":\"downstream\"}]");
  }

  @Test
  void a_rate_lets_a_burst_pass_and_then_keeps_to_itself() throws IOException {
    create("rate", "upstream", "\"rate\":\"800kbit\",\"burst\":\"50kb\"");
    try (Wire wire = Wire.to(listen)) {
      assertThat(wire.roundTrip(50_000)).isLessThan(400);
      // 150 kB at 100 kB/s, of which at most the saved 50 kB pass at once.
      assertThat(wire.roundTrip(150_000)).isBetween(900.0, 3000.0);
    }
  }

  @Test
  void a_stall_holds_and_lets_go() throws IOException {
    try (Wire wire = Wire.to(listen)) {
      wire.roundTrip(10);
      create("stall", "downstream", "\"on\":400,\"off\":60000,\"repeat\":2");
      double took = wire.roundTrip(10);

      assertThat(took).isBetween(200.0, 2000.0);
      assertThat(wire.roundTrip(10)).isLessThan(200);
    }
  }

  @Test
  void a_partition_is_silent_in_its_direction_until_it_is_taken_away() throws IOException {
    create("partition", "downstream", "");
    try (Wire wire = Wire.to(listen)) {
      wire.send("question".getBytes(StandardCharsets.UTF_8));
      assertThat(wire.isSilentFor(200)).isTrue();
      api.send("DELETE", "/proxies/p/faults/partition_downstream", "");

      assertThat(wire.receive(8)).asString(StandardCharsets.UTF_8).isEqualTo("question");
    }
  }

  @Test
  void a_link_that_is_down_resets_whoever_comes_and_comes_back() throws Exception {
    create("down", "upstream", "\"on\":\"300ms\"");
    try (Wire wire = Wire.to(listen)) {
      assertThat(endsByReset(wire)).isTrue();
    }
    double took = 0;
    for (long start = System.nanoTime(); took == 0; ) {
      try (Wire wire = Wire.to(listen)) {
        wire.roundTrip(10);
        took = (System.nanoTime() - start) / 1e6;
      } catch (SocketException | AssertionError _) {
        assertThat((System.nanoTime() - start) / 1e6).as("still down").isLessThan(10_000);
      }
    }
  }

  @Test
  void a_reset_is_seen_by_both() throws Exception {
    create("reset", "upstream", "\"after\":50");
    create("reset", "downstream", "\"after\":50");
    try (Wire wire = Wire.to(listen)) {
      wire.send(Wire.bytes(10));

      assertThat(endsByReset(wire)).isTrue();
      assertThat(echo.nextEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void a_half_close_ends_one_side_and_leaves_the_other() throws Exception {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String upstream = "127.0.0.1:" + port.getLocalPort();
      listen = toxiproxy.client().createProxy("q", "127.0.0.1:0", upstream).getListen();
      api.send(
          "POST", "/proxies/q/faults", "{\"type\":\"half-close\",\"attributes\":{\"after\":50}}");
      try (Wire wire = Wire.to(listen);
          Socket server = port.accept()) {
        server.getOutputStream().write(Wire.bytes(10));
        assertThat(wire.receiveAll()).isEqualTo(Wire.bytes(10));
        wire.send(Wire.bytes(20));

        assertThat(server.getInputStream().readNBytes(20)).isEqualTo(Wire.bytes(20));
      }
    }
  }

  @Test
  void limit_slice_and_slow_close_do_what_the_toxics_do() throws IOException {
    create("limit", "downstream", "\"bytes\":1000");
    create("slice", "downstream", "\"size\":100,\"pause\":1");
    create("slow-close", "downstream", "\"delay\":300");
    try (Wire wire = Wire.to(listen)) {
      wire.send(Wire.bytes(2000));
      long start = System.nanoTime();
      assertThat(wire.readsFor(1000)).isGreaterThan(4);
      assertThat(wire.receiveAll()).isEmpty();

      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(290);
    }
  }

  @Test
  void losses_under_tcp_stall_and_lose_nothing() throws IOException {
    create("tcp-loss", "upstream", "\"probability\":0.9,\"round-trip\":20,\"timeout\":30");
    try (Wire wire = Wire.to(listen)) {
      assertThat(wire.roundTrip(10)).isGreaterThan(29);
    }
  }

  @Test
  void a_trace_is_played_from_when_it_was_given() throws IOException {
    create("trace", "upstream", "\"rows\":[[0,100,0,1000],[60000,5,0,1000]],\"end\":\"loop\"");
    try (Wire wire = Wire.to(listen)) {
      assertThat(wire.roundTrip(10)).isBetween(99.0, 2000.0);
    }
  }

  @Test
  void what_is_wrong_is_said_as_for_toxics() throws IOException {
    assertThat(create("delay", "upstream", "\"base\":-1").body())
        .isEqualTo(
            "{\"error\":\"invalid attributes: base must be from 0 ms to 3600000000 ms\","
                + "\"status\":400}\n");
    for (String wrong :
        List.of(
            "\"base\":true",
            "\"base\":[1]",
            "\"bass\":1",
            "\"correlation\":1.5",
            "\"distribution\":\"norml\"",
            "\"distribution\":\"table\"",
            "\"jitter\":1,\"distribution\":\"table\",\"table\":[1e300]")) {
      assertThat(create("delay", "upstream", wrong).status()).as(wrong).isEqualTo(400);
      assertThat(create("delay", "downstream", wrong).status()).as(wrong).isEqualTo(400);
    }
    assertThat(create("trace", "downstream", "\"rows\":[[0,1],[2]]").body())
        .contains("rows must have four numbers each");
    assertThat(create("delay", "upstream", "\"distribution\":\"norml\"").body())
        .contains("did you mean \\\"normal\\\"?");
    assertThat(create("trace", "upstream", "\"rows\":[[5,1,0,1],[4,1,0,1]]").body())
        .contains("time goes back");
    assertThat(api.send("GET", "/proxies/p", "").body()).doesNotContain("faults");
  }

  private ApiClient.Reply create(String type, String stream, String attributes) throws IOException {
    String body =
        "{\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{%s}}"
            .formatted(type, stream, attributes);
    return api.send("POST", "/proxies/p/faults", body);
  }

  private static boolean endsByReset(Wire wire) {
    try {
      wire.receiveAll();
      return false;
    } catch (IOException reset) {
      return reset instanceof SocketException;
    }
  }
}
