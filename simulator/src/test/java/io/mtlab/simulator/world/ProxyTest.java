package io.mtlab.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.ClientSettings.LineOptions;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.proxy.ProxyServer;
import io.mtlab.netty.ClientTls;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.ServerTls;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients behind proxies: every transport of streams, in virtual time and over real sockets. */
class ProxyTest {
  private static final int CALLS = 50;
  private static final String CREDENTIALS = "user:pass word";
  private static final int PATIENCE_SECONDS = 20;

  private final List<ClientEvent> heard = new ArrayList<>();
  private final List<PlayedProxy> proxies = new ArrayList<>();

  /**
   * Every transport through one kind of proxy, and one of each kind of stream through the other.
   */
  static Stream<Arguments> ways() {
    Stream<Arguments> socks =
        Stream.concat(
                TransportMatrixTest.specs().filter(spec -> spec.channel() == Channel.STREAM),
                Stream.of("http", "https", "websocket", "secure-websocket")
                    .map(name -> TransportSpec.named(name, null)))
            .map(spec -> Arguments.of(spec, "socks5://proxy:1080"));
    Stream<Arguments> connect =
        Stream.of("full", "https", "secure-websocket")
            .map(name -> TransportSpec.named(name, null))
            .map(spec -> Arguments.of(spec, "http://user:pass%20word@proxy:8080"));
    return Stream.concat(socks, connect);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void every_transport_runs_through_a_proxy(TransportSpec spec, String proxy) {
    play(spec, proxy, proxy.contains("@") ? CREDENTIALS : null, Time.MINUTE);

    assertThat(count(ClientEvent.Answered.class)).isEqualTo(CALLS);
    assertThat(count(ClientEvent.Connected.class)).isEqualTo(2);
    assertThat(heard)
        .noneMatch(ClientEvent.Distrusted.class::isInstance)
        .noneMatch(ClientEvent.NotLetThrough.class::isInstance);
    assertThat(proxies.getFirst().wanted)
        .hasSizeGreaterThanOrEqualTo(2)
        .containsOnly(new Address("dc2", 443));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://proxy:1080",
        "socks5://user:wrong@proxy:1080",
        "http://proxy:8080",
        "http://user:wrong@proxy:8080"
      })
  void without_the_right_password_nothing_leads_through_and_pauses_grow(String proxy) {
    play(TransportSpec.INTERMEDIATE, proxy, CREDENTIALS, 10 * Time.MINUTE);

    assertThat(count(ClientEvent.Connected.class)).isZero();
    assertThat(count(ClientEvent.GaveUp.class)).isZero();
    assertThat(proxies.getFirst().wanted).isEmpty();
    assertThat(heard)
        .hasSizeBetween(5, 60)
        .containsOnly(new ClientEvent.NotLetThrough(ProxyFailed.PROXY_CREDENTIALS));
  }

  @Test
  void a_server_that_a_proxy_does_not_reach_is_asked_for_again() {
    Seeds seeds = new Seeds(5);
    World world = world(seeds);
    Node server = world.add("dc2", out -> TransportMatrixTest.server(seeds, out, world.now()));
    Phone phone = phone(world, TransportSpec.PADDED, "socks5://proxy:1080", null);
    phone.begin(1, world.now());
    world.runUntil(world.now() + 10 * Time.SECOND);
    assertThat(heard)
        .isNotEmpty()
        .containsOnly(new ClientEvent.NotLetThrough(ProxyFailed.PROXY_REFUSED));

    server.listen();
    world.runUntil(world.now() + Time.MINUTE);
    assertThat(count(ClientEvent.Answered.class)).isOne();
  }

  @Test
  void datagrams_are_refused_beside_a_proxy_instead_of_passing_by_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            settings(
                new Address("dc2", 443), TransportSpec.named("udp", null), "socks5://proxy:1080"))
        .withMessageContaining("UDP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fake-tls", "https", "secure-websocket"})
  void over_real_sockets_with_the_name_of_the_server_in_tls(String transport) throws Exception {
    TransportSpec spec =
        TransportMatrixTest.specs()
            .filter(one -> one.name().equals(transport))
            .findFirst()
            .orElseGet(() -> TransportSpec.named(transport, null));
    BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>();
    Seeds seeds = new Seeds(7);
    ServerTls shown = ServerTls.selfSigned();
    try (Driver driver = Driver.open(1)) {
      Hosted<LocalServer> server =
          driver.host(
              HostOptions.DEFAULT.withServerTls(shown),
              shard -> TransportMatrixTest.server(seeds, shard, driver.now()));
      Hosted<PlayedProxy> proxy = driver.host(shard -> new PlayedProxy(shard, CREDENTIALS));
      int serverPort = listen(driver, server);
      int proxyPort = listen(driver, proxy);
      // the certificate is for localhost, and the proxy is dialled by its number
      ClientSettings settings =
          settings(
              new Address("localhost", serverPort),
              spec,
              "socks5://user:pass%20word@127.0.0.1:" + proxyPort);
      Hosted<ClientEndpoint> client =
          driver.host(
              HostOptions.DEFAULT
                  .withClientTls(ClientTls.trusting(shown.certificatePem()))
                  .withEvents((event, now) -> events.add((ClientEvent) event)),
              shard -> new ClientEndpoint(settings, shard.entropy(), new FoldCipher(), shard));
      client.execute((endpoint, now) -> {
        endpoint.start(now);
        endpoint.call(new HelpGetConfig(), now);
      });
      ClientEvent event = next(events);
      while (!(event instanceof ClientEvent.Answered)) {
        assertThat(event)
            .isNotInstanceOfAny(ClientEvent.Distrusted.class, ClientEvent.NotLetThrough.class);
        event = next(events);
      }
      assertThat(proxy.query((machine, now) -> List.copyOf(machine.wanted)).join())
          .isNotEmpty()
          .containsOnly(new Address("localhost", serverPort));
    }
  }

  private static ClientEvent next(BlockingQueue<ClientEvent> events) throws InterruptedException {
    return Objects.requireNonNull(
        events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was heard");
  }

  private static int listen(Driver driver, Hosted<?> hosted) throws IOException {
    return driver
        .listen(hosted, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .getPort();
  }

  private void play(TransportSpec spec, String proxy, @Nullable String credentials, long duration) {
    Seeds seeds = new Seeds(5);
    World world = world(seeds);
    world.add("dc2", out -> TransportMatrixTest.server(seeds, out, world.now())).listen();
    Phone phone = phone(world, spec, proxy, credentials);
    long begin = world.now();
    phone.begin(CALLS, begin);
    phone.node.schedule(begin + duration / 2, phone.client::reconnect);
    world.runUntil(begin + duration);
  }

  private static World world(Seeds seeds) {
    NetworkProfile good = NetworkProfile.NONE.withDelay(20 * Time.MILLISECOND, 0);
    return new World(seeds, Links.all(new Link("air", good, List.of())), Trace.NONE);
  }

  private record Phone(Node node, ClientEndpoint client) {
    void begin(int calls, long at) {
      node.schedule(
          at,
          now -> {
            client.start(now);
            for (int i = 0; i < calls; i++) {
              client.call(new HelpGetConfig(), now);
            }
          });
    }
  }

  private Phone phone(World world, TransportSpec spec, String proxy, @Nullable String credentials) {
    world
        .add(
            "proxy",
            out -> {
              proxies.add(new PlayedProxy(out, credentials));
              return proxies.getFirst();
            })
        .listen();
    ClientSettings settings = settings(new Address("dc2", 443), spec, proxy);
    Entropy entropy = world.seeds().entropy("phone");
    List<ClientEndpoint> made = new ArrayList<>();
    Node node =
        world.add(
            "phone",
            out -> {
              Out tap = new TransportMatrixTest.Tap(out, heard);
              made.add(new ClientEndpoint(settings, entropy, new FoldCipher(), tap));
              return made.getFirst();
            });
    return new Phone(node, made.getFirst());
  }

  private static ClientSettings settings(Address server, TransportSpec spec, String proxy) {
    return new ClientSettings(
            server,
            spec,
            TransportMatrixTest.DC,
            ServerKeys.of(TransportMatrixTest.KEY.publicKey()),
            null,
            new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en"))
        .withLines(LineOptions.DEFAULT.through(ProxyServer.parse(proxy)));
  }

  private int count(Class<? extends ClientEvent> kind) {
    return (int) heard.stream().filter(kind::isInstance).count();
  }
}
