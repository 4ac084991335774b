package io.mtlab.scenario.engine;

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
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.scenario.serve.ServeSettings;
import io.mtlab.scenario.serve.ServerHost;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.toxiproxy.ProfileRequests;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import io.mtlab.testing.Covers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Frames of every transport lost, repeated and overtaken over real sockets: the reference client
 * and server through the embedded proxy, all transports at once. {@code TransportMatrixTest} and
 * {@code WebTest} play the same in virtual time, {@code DatagramRelayTest} has the datagrams.
 */
final class TransportFaultsTest {
  private static final int DC = 2;
  private static final int CALLS = 30;
  private static final List<ProxySecret> SECRETS =
      List.of(
          ProxySecret.parse("000102030405060708090a0b0c0d0e0f"),
          ProxySecret.parse("dd101112131415161718191a1b1c1d1e1f"),
          ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d"));

  /** Those of streams of frames that no TLS hides. */
  private static final List<TransportSpec> SPECS =
      TransportSpec.all(SECRETS).stream()
          .filter(spec -> spec.framing() != null && !spec.carrier().isSecure())
          .toList();

  /**
   * Upward frames 0 to 2 are the key exchange; 3 is the first one with calls, 4 there is anyway.
   */
  private static final NetworkProfile BAD =
      NetworkProfile.NONE.withFaults(
          List.of(
              FaultSpec.of("loss", "model", "list", "list", "4").in(Stream.UPSTREAM),
              FaultSpec.of("duplicate", "probability", "100%", "frames", "5.."),
              FaultSpec.of("replay", "probability", "100%", "after", "50ms", "frames", "5"),
              FaultSpec.of("reorder", "probability", "100%", "window", "50ms", "frames", "5")));

  private final Map<String, Set<String>> hit = new ConcurrentHashMap<>();
  private final Map<String, Hosted<ClientEndpoint>> clients = new ConcurrentHashMap<>();
  private final RsaPrivateKey key = RsaPrivateKey.generate(new SecureEntropy());

  @Test
  @Covers({"T-034", "B-009", "Y-014"})
  void t034_every_call_over_every_transport_is_answered_once_on_real_sockets() throws Exception {
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
            new ServerTransports.Settings(Padding.UP_TO_15, SECRETS),
            new TreeMap<>(),
            null);
    try (ServerHost server = ServerHost.start(settings, List.of(key));
        ToxiproxyServer proxy =
            ToxiproxyServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ToxiproxyServer.Settings.seeded(7)
                    .withSecrets(SECRETS)
                    .withDecisions((id, stream, fault, index, value, now) ->
                        hit.computeIfAbsent(id.link(), _ -> ConcurrentHashMap.newKeySet())
                            .add(fault)));
        Driver driver = Driver.open(1)) {
      ToxiproxyApi api = new ToxiproxyApi(proxy.address());
      BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
      for (TransportSpec spec : SPECS) {
        InetSocketAddress at = api.framedProxy(spec.name(), server.address());
        api.addFaults(spec.name(), ProfileRequests.faultsOf(BAD));
        start(driver, spec, at, heard);
      }
      verify(heard);
    }
    for (TransportSpec spec : SPECS) {
      assertThat(hit.get(spec.name()))
          .as(spec.name())
          .containsExactlyInAnyOrder("loss", "duplicate", "replay", "reorder");
    }
  }

  private void start(
      Driver driver, TransportSpec spec, InetSocketAddress at, BlockingQueue<Heard> heard) {
    var client =
        new ClientSettings(
            new Address(at.getAddress().getHostAddress(), at.getPort()),
            spec,
            DC,
            ServerKeys.of(key.publicKey()),
            null,
            new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en"));
    Hosted<ClientEndpoint> hosted =
        driver.host(
            HostOptions.DEFAULT.withEvents((event, _) -> heard.add(new Heard(spec.name(), event))),
            shard -> {
              var cipher = new Mtproto2Cipher(shard.entropy());
              return new ClientEndpoint(client, shard.entropy(), cipher, shard);
            });
    clients.put(spec.name(), hosted);
    hosted.execute(ClientEndpoint::start);
  }

  /** One call first: by its answer the client learns how long an answer takes. */
  private void call(String transport, int calls) {
    Hosted<ClientEndpoint> hosted = Objects.requireNonNull(clients.get(transport));
    hosted.execute((endpoint, now) -> {
      for (int i = 0; i < calls; i++) {
        endpoint.call(new HelpGetConfig(), now);
      }
    });
  }

  private void verify(BlockingQueue<Heard> heard) throws InterruptedException {
    Map<String, Set<Object>> answered = new TreeMap<>();
    int answers = 0;
    while (answers < CALLS * SPECS.size()) {
      Heard next = heard.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("answered so far: %s", answered).isNotNull();
      assertThat(next.event).as(next.transport).isNotInstanceOf(ClientEvent.Distrusted.class);
      if (next.event instanceof ClientEvent.KeyAgreed) {
        call(next.transport, 1);
      }
      if (next.event instanceof ClientEvent.Answered answer) {
        Set<Object> before =
            answered.computeIfAbsent(next.transport, _ -> ConcurrentHashMap.newKeySet());
        assertThat(before.add(answer.ticket())).as("twice over " + next.transport).isTrue();
        answers++;
        if (before.size() == 1) {
          call(next.transport, CALLS - 1);
        }
      }
    }
  }

  private record Heard(String transport, Event event) {}
}
