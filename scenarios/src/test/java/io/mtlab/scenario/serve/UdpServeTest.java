package io.mtlab.scenario.serve;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.testing.Covers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference client and server over real datagrams. */
final class UdpServeTest {
  private static final int DC = 2;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  @Covers({"T-036", "T-035"})
  void t036_a_key_and_calls_over_real_sockets(String host) throws Exception {
    RsaPrivateKey key = RsaPrivateKey.generate(new SecureEntropy());
    var transports = ServerTransports.Settings.DEFAULT;
    var settings =
        new ServeSettings(
            host, 0, List.of(), DC, "12345", 0, 0, Rules.STRICT, transports, new TreeMap<>(), null);
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    try (ServerHost server = ServerHost.start(settings, List.of(key));
        Driver driver = Driver.open(1)) {
      InetSocketAddress at = server.address();
      InetAddress address = at.getAddress();
      var client =
          new ClientSettings(
              new Address(address.getHostAddress(), at.getPort()),
              TransportSpec.named("udp", null),
              DC,
              ServerKeys.of(key.publicKey()),
              null,
              new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en"));
      Hosted<ClientEndpoint> hosted =
          driver.host(
              HostOptions.DEFAULT.withEvents((event, _) -> heard.add(event)),
              shard -> {
                var cipher = new Mtproto2Cipher(shard.entropy());
                return new ClientEndpoint(client, shard.entropy(), cipher, shard);
              });
      hosted.execute((endpoint, now) -> {
        endpoint.start(now);
        for (int i = 0; i < 20; i++) {
          endpoint.call(new HelpGetConfig(), now);
        }
      });
      int answers = 0;
      while (answers < 20) {
        Event event = heard.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull().isNotInstanceOf(ClientEvent.Distrusted.class);
        if (event instanceof ClientEvent.Answered answered) {
          assertThat(answered.answer()).isInstanceOf(Config.class);
          answers++;
        }
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}
