package io.mtlab.simulator.toxiproxy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import io.mtlab.simulator.network.Stream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only our own server tells: whose connections it carries, and what they have cost. */
class CountsTest {
  private final ServedToxiproxy toxiproxy = new ServedToxiproxy();
  private final EchoServer echo = new EchoServer();
  private final Proxy proxy = toxiproxy.client().createProxy("echo", "127.0.0.1:0", echo.address());

  CountsTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    toxiproxy.close();
    echo.close();
  }

  @Test
  void traffic_and_processor_time_are_counted() throws IOException {
    long before = toxiproxy.own().cpuNanos();
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(100_000);
      wire.roundTrip(1);
    }
    Traffic traffic = requireNonNull(toxiproxy.own().traffic().get("echo"));

    assertThat(traffic.received(Stream.UPSTREAM)).isEqualTo(100_001);
    assertThat(traffic.sent(Stream.UPSTREAM)).isEqualTo(100_001);
    assertThat(traffic.sent(Stream.DOWNSTREAM)).isEqualTo(100_001);
    assertThat(traffic.connections()).isEqualTo(1);
    assertThat(toxiproxy.own().cpuNanos()).isGreaterThan(before);
  }

  @Test
  void a_node_is_known_by_its_loopback_address() {
    assertThat(Listener.nodeOf(new byte[] {127, 64, 0, 1})).isEqualTo(1);
    assertThat(Listener.nodeOf(new byte[] {127, 65, 2, (byte) 200})).isEqualTo(0x102c8);
    assertThat(Listener.nodeOf(new byte[] {127, (byte) 128, 0, 1})).isEqualTo(1);
    assertThat(Listener.nodeOf(new byte[] {127, (byte) 192, 0, 1})).isEqualTo(1);
    assertThat(Listener.nodeOf(new byte[] {127, 64, 0, 0})).isZero();
    assertThat(Listener.nodeOf(new byte[] {127, 0, 0, 1})).isZero();
    assertThat(Listener.nodeOf(new byte[] {10, 64, 0, 1})).isZero();
    assertThat(Listener.nodeOf(new byte[16])).isZero();
  }
}
