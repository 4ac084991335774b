package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import io.mtlab.simulator.world.Condition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy that is cut, stalled and healed, over real sockets. */
final class ProxyConditionsTest {
  private static final int PATIENCE_MS = 10_000;
  private static final int SILENCE_MS = 100;

  /** Abridged, of one word: less than a frame would wait for its rest. */
  private static final byte[] FRAME = {(byte) 0xef, 1, 0, 0, 0, 0};

  private static final String NAME = "member-dc2.http";
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final ToxiproxyServer proxy =
      ToxiproxyServer.start(ANY, ToxiproxyServer.Settings.seeded(1));
  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final ToxiproxyApi api = new ToxiproxyApi(proxy.address());
  private InetSocketAddress at = ANY;

  ProxyConditionsTest() throws IOException {}

  @BeforeEach
  void leads_to_the_server() throws Exception {
    server.setSoTimeout(PATIENCE_MS);
    at = api.framedProxy(NAME, (InetSocketAddress) server.getLocalSocketAddress());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void what_is_cut_ends_and_is_refused_until_it_is_healed_at_the_same_address() throws IOException {
    try (Socket client = connected();
        Socket _ = server.accept()) {
      api.condition(NAME, Condition.DOWN);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(this::connected).isInstanceOf(ConnectException.class);

    api.condition(NAME, Condition.OPEN);
    try (Socket client = connected();
        Socket peer = server.accept()) {
      peer.setSoTimeout(PATIENCE_MS);
      client.getOutputStream().write(FRAME);
      assertThat(peer.getInputStream().read()).isEqualTo(0xef);
    }
  }

  @Test
  void on_a_stalled_one_connections_stand_and_what_was_sent_comes_later() throws IOException {
    try (Socket client = connected();
        Socket peer = server.accept()) {
      peer.setSoTimeout(SILENCE_MS);
      api.condition(NAME, Condition.STALLED);
      api.condition(NAME, Condition.STALLED); // once more changes nothing
      client.getOutputStream().write(FRAME);
      assertThatThrownBy(() -> peer.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      try (Socket another = connected()) {
        assertThat(another.isConnected()).isTrue();
      }

      peer.setSoTimeout(PATIENCE_MS);
      api.condition(NAME, Condition.OPEN);
      assertThat(peer.getInputStream().read()).isEqualTo(0xef);
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.connect(at, PATIENCE_MS);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }
}
