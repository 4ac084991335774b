package io.mtlab.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.netty.Driver;
import io.mtlab.netty.Hosted;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.world.Echo;
import io.mtlab.simulator.world.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static final int TICKS = 3;

  private final Driver servers = Driver.open(1);
  private final List<TraceEvent> events = new CopyOnWriteArrayList<>();
  private Map<String, Address> routes = Map.of();

  @BeforeEach
  void anEchoServerListens() throws IOException {
    Hosted<Echo> echo = servers.host(Echo::new);
    InetSocketAddress at =
        servers.listen(echo, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    routes = Map.of("server", new Address("127.0.0.1", at.getPort()));
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void machines_reach_names_by_their_routes_and_leave_a_trace() throws InterruptedException {
    CountDownLatch delivered = new CountDownLatch(2 * TICKS);
    try (Live live = new Live(2, routes, events(TraceEvent.Delivered.class, delivered))) {
      ticker(live, "client-1", 1);
      ticker(live, "client-2", 2);
      assertThat(delivered.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(live.connections()).isEqualTo(2);
      assertThat(live.cpuNanos()).isPositive();
    }

    assertThat(events).filteredOn(TraceEvent.Connected.class::isInstance).hasSize(2);
    assertThat(events).filteredOn(TraceEvent.Disconnected.class::isInstance).hasSize(2);
    long up = 0;
    long down = 0;
    for (TraceEvent event : events) {
      if (event instanceof TraceEvent.Wire wire) {
        up += wire.up();
        down += wire.down();
      }
    }
    assertThat(up).isEqualTo(2 * TICKS * 8);
    assertThat(down).isEqualTo(2 * TICKS * 8);
  }

  @Test
  void an_invariant_that_does_not_hold_is_known() throws InterruptedException {
    CountDownLatch connected = new CountDownLatch(1);
    try (Live live = new Live(1, routes, events(TraceEvent.Delivered.class, connected))) {
      live.always(new NobodyConnects());
      assertThat(live.violation()).isNull();
      ticker(live, "client-1", 1);
      assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(live.violation()).isEqualTo("nobody-connects: node 1 connected");
    }
  }

  @Test
  void a_bug_of_a_machine_is_known() {
    try (Live live = new Live(1, routes, Trace.NONE)) {
      LiveNode<Ticker> node = ticker(live, "client-1", 1);
      node.execute((machine, now) -> {
        throw new IllegalStateException("a bug");
      });
      node.query((machine, now) -> machine.nextWake()).join();
      assertThat(live.bug()).hasMessage("a bug");
    }
  }

  @Test
  void a_number_belongs_to_one_node() {
    try (Live live = new Live(1, routes, Trace.NONE)) {
      ticker(live, "client-1", 1);
      assertThatThrownBy(() -> ticker(live, "client-2", 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nodes_dial_from_addresses_of_their_own() {
    assertThat(SourceAddress.of(1)).hasToString("/127.64.0.1");
    assertThat(SourceAddress.of(200_000)).hasToString("/127.67.13.64");
    assertThat(SourceAddress.of(1, 1)).hasToString("/127.128.0.1");
    assertThat(SourceAddress.of(1, 2)).hasToString("/127.192.0.1");
    assertThat(SourceAddress.of(1, 3)).isEqualTo(SourceAddress.of(1));
    for (int roamed = 0; roamed < SourceAddress.PLACES; roamed++) {
      String host = SourceAddress.of(SourceAddress.NODE_MAX, roamed).getHostAddress();
      assertThat(SourceAddress.nodeOf(host)).isEqualTo(SourceAddress.NODE_MAX);
    }
    assertThat(SourceAddress.nodeOf("127.0.0.1")).isZero();
    assertThatThrownBy(() -> SourceAddress.of(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SourceAddress.of(SourceAddress.NODE_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void who_roams_loses_its_connections_and_dials_from_another_address() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(20_000);
      routes = Map.of("server", new Address("127.0.0.1", server.getLocalPort()));
      CountDownLatch gone = new CountDownLatch(1);
      try (Live live = new Live(1, routes, events(TraceEvent.Disconnected.class, gone))) {
        LiveNode<Ticker> node = ticker(live, "client-1", 1);
        try (Socket before = server.accept()) {
          assertThat(before.getInetAddress()).isEqualTo(SourceAddress.of(1));
          node.query((_, now) -> now).join();
          node.roam();
          assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
        }
        node.execute((machine, now) -> machine.dial("server"));
        try (Socket after = server.accept()) {
          assertThat(after.getInetAddress()).isEqualTo(SourceAddress.of(1, 1));
        }
      }
    }
  }

  private static LiveNode<Ticker> ticker(Live live, String name, int number) {
    LiveNode<Ticker> node =
        live.add(name, number, shard -> new Ticker(shard, name, Time.MILLISECOND, TICKS));
    node.execute((machine, now) -> machine.dial("server"));
    return node;
  }

  private Trace events(Class<? extends TraceEvent> awaited, CountDownLatch latch) {
    return (now, event) -> {
      events.add(event);
      if (awaited.isInstance(event)) {
        latch.countDown();
      }
    };
  }

  private static final class NobodyConnects implements Invariant {
    private @Nullable String violation;

    @Override
    public String name() {
      return "nobody-connects";
    }

    @Override
    public void happened(int node, Event event, long now) {
      if (event instanceof TraceEvent.Connected) {
        violation = "node " + node + " connected";
      }
    }

    @Override
    public @Nullable String violation() {
      return violation;
    }
  }
}
