package io.mtlab.scenario.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.SecureEntropy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server over real sockets that ends and begins again with its store. */
final class ServerRestartTest {
  private static final int DC = 2;
  private static final int PATIENCE_SECONDS = 40;

  private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @ValueSource(strings = {"intermediate", "udp"})
  void a_client_goes_on_with_the_key_that_it_has(String transport) throws Exception {
    RsaPrivateKey key = RsaPrivateKey.generate(new SecureEntropy());
    var transports = ServerTransports.Settings.DEFAULT;
    var settings =
        new ServeSettings(
            "127.0.0.1",
            0,
            List.of(),
            DC,
            "12345",
            0,
            0,
            Rules.STRICT,
            transports,
            new TreeMap<>(),
            null);
    try (ServerHost server = ServerHost.start(settings, List.of(key));
        Driver driver = Driver.open(1)) {
      InetSocketAddress at = server.address();
      Hosted<ClientEndpoint> client = client(driver, at, key, transport);
      client.execute(ClientEndpoint::start);
      assertThat(keysUntilAnswered(client)).isOne();

      server.stop();
      server.stop(); // once more changes nothing
      assertThatThrownBy(() -> new Socket(at.getAddress(), at.getPort()))
          .isInstanceOf(ConnectException.class);
      server.begin();
      assertThat(server.address()).isEqualTo(at);
      assertThat(keysUntilAnswered(client))
          .as("it still has its key, and so has the store")
          .isZero();
    }
  }

  /** Calls, and says how many keys were agreed on until the answer came. */
  private int keysUntilAnswered(Hosted<ClientEndpoint> client) throws InterruptedException {
    client.execute((endpoint, now) -> endpoint.call(new HelpGetConfig(), now));
    int keys = 0;
    while (true) {
      Event event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(event).isNotNull().isNotInstanceOf(ClientEvent.GaveUp.class);
      if (event instanceof ClientEvent.KeyAgreed) {
        keys++;
      } else if (event instanceof ClientEvent.Answered) {
        return keys;
      }
    }
  }

  private Hosted<ClientEndpoint> client(
      Driver driver, InetSocketAddress at, RsaPrivateKey key, String transport) {
    InetAddress address = at.getAddress();
    var settings =
        new ClientSettings(
            new Address(address.getHostAddress(), at.getPort()),
            TransportSpec.named(transport, null),
            DC,
            ServerKeys.of(key.publicKey()),
            null,
            new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en"));
    return driver.host(
        HostOptions.DEFAULT.withEvents((event, _) -> heard.add(event)),
        shard ->
            new ClientEndpoint(
                settings, shard.entropy(), new Mtproto2Cipher(shard.entropy()), shard));
  }
}
