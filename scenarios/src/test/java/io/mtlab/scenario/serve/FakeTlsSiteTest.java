package io.mtlab.scenario.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.faketls.FakeTlsClient;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.netty.ServerTls;
import io.mtlab.testing.Requirement;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A proxy in fake TLS with a real site behind it: who has the secret is served, all others see the
 * site.
 */
final class FakeTlsSiteTest {
  private static final int DC = 2;
  private static final int PATIENCE_MS = 20_000;
  private static final String DOMAIN = "www.example.com";
  private static final ProxySecret SECRET =
      ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d");
  private static final RsaPrivateKey KEY = RsaPrivateKey.generate(new SecureEntropy());
  private static final ServerTls SITES_OWN = ServerTls.selfSigned();
  private static final List<ServerHost> HOSTS = new ArrayList<>();

  private static InetSocketAddress site = new InetSocketAddress(0);
  private static InetSocketAddress proxy = new InetSocketAddress(0);

  @BeforeAll
  static void start() throws Exception {
    site = serve(List.of(), SITES_OWN);
    ServerTls passingOn =
        ServerTls.site(new Address(site.getAddress().getHostAddress(), site.getPort()));
    proxy = serve(List.of(SECRET), passingOn);
  }

  @AfterAll
  static void stop() {
    HOSTS.reversed().forEach(ServerHost::close);
  }

  private static InetSocketAddress serve(List<ProxySecret> secrets, ServerTls tls)
      throws EnvironmentException, IOException {
    var transports = new ServerTransports.Settings(Padding.UP_TO_15, secrets);
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
    ServerHost host = ServerHost.start(settings, KEY, HostOptions.DEFAULT.withServerTls(tls));
    HOSTS.add(host);
    return host.address();
  }

  @Requirement({"Y-015", "Z-020"})
  void z020_a_tls_client_sees_the_certificate_of_the_site_and_its_pages() throws Exception {
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    try (SSLSocket prober =
        (SSLSocket) trusting.getSocketFactory().createSocket(proxy.getAddress(), proxy.getPort())) {
      prober.setSoTimeout(PATIENCE_MS);
      prober.startHandshake();
      Certificate expected =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      SITES_OWN.certificatePem().getBytes(StandardCharsets.US_ASCII)));
      assertThat(prober.getSession().getPeerCertificates()).containsExactly(expected);
      String asked = "GET / HTTP/1.1\r\nHost: " + DOMAIN + "\r\nConnection: close\r\n\r\n";
      prober.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(prober.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 404");
    }
  }

  @Requirement({"Y-015", "Y-007", "Z-020"})
  void y015_a_recorded_hello_is_answered_by_the_site() throws Exception {
    int now = now();
    FakeTlsClient client = client(DOMAIN, 1);
    FakeTlsClient recorder = client(DOMAIN, 1);
    Bytes hello = client.hello(now);
    assertThat(recorder.hello(now)).isEqualTo(hello);
    establishes(client, hello);
    assertAnsweredBySite(recorder, hello);
  }

  @Requirement({"Y-015", "Y-006", "Y-008", "Z-020"})
  void y015_a_late_hello_and_one_for_another_name_are_answered_by_the_site() throws Exception {
    FakeTlsClient late = client(DOMAIN, 2);
    assertAnsweredBySite(late, late.hello(now() - 3600));
    FakeTlsClient elsewhere = client("www.example.org", 3);
    assertAnsweredBySite(elsewhere, elsewhere.hello(now()));
    FakeTlsClient right = client(DOMAIN, 4);
    establishes(right, right.hello(now()));
  }

  @Requirement("Y-015")
  void y015_who_has_the_secret_is_served_beside_the_probers() throws Exception {
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    var settings =
        new ClientSettings(
            new Address(proxy.getAddress().getHostAddress(), proxy.getPort()),
            TransportSpec.with(SECRET),
            DC,
            ServerKeys.of(KEY.publicKey()),
            null,
            new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en"));
    try (Driver driver = Driver.open(1)) {
      Hosted<ClientEndpoint> hosted =
          driver.host(
              HostOptions.DEFAULT.withEvents((event, _) -> heard.add(event)),
              shard -> {
                var cipher = new Mtproto2Cipher(shard.entropy());
                return new ClientEndpoint(settings, shard.entropy(), cipher, shard);
              });
      hosted.execute((endpoint, now) -> {
        endpoint.start(now);
        endpoint.call(new HelpGetConfig(), now);
      });
      Event event;
      do {
        event = heard.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        assertThat(event).isNotNull().isNotInstanceOf(ClientEvent.Distrusted.class);
      } while (!(event instanceof ClientEvent.Answered));
    }
  }

  private static FakeTlsClient client(String domain, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new FakeTlsClient(random::nextBytes, SECRET.key(), domain);
  }

  private static int now() {
    return (int) (System.currentTimeMillis() / 1000);
  }

  /** What the proxy answers is what the site answers, and proves nothing. */
  private static void assertAnsweredBySite(FakeTlsClient client, Bytes hello) throws Exception {
    Bytes found = ask(proxy, hello);
    Bytes expected = ask(site, hello);
    assertThat(found.slice(0, 3)).isEqualTo(expected.slice(0, 3));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> client.received(found, new Established()))
        .satisfies(no -> assertThat(no.fault()).isEqualTo(PeerMisbehaved.FAKE_TLS_PROOF));
  }

  private static void establishes(FakeTlsClient client, Bytes hello) throws Exception {
    Established established = new Established();
    try (Socket socket = said(proxy, hello)) {
      while (!established.yes) {
        client.received(next(socket), established);
      }
    }
  }

  /** The first of what comes back on a fresh connection. */
  private static Bytes ask(InetSocketAddress at, Bytes hello) throws IOException {
    try (Socket socket = said(at, hello)) {
      return next(socket);
    }
  }

  private static Socket said(InetSocketAddress at, Bytes hello) throws IOException {
    Socket socket = new Socket(at.getAddress(), at.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    socket.getOutputStream().write(hello.toArray());
    return socket;
  }

  private static Bytes next(Socket from) throws IOException {
    byte[] piece = new byte[1 << 14];
    int count = from.getInputStream().read(piece);
    assertThat(count).as("closed without a word").isPositive();
    return Bytes.wrap(piece, 0, count);
  }

  private static final class Established implements FakeTlsClient.To {
    private boolean yes;

    @Override
    public void established() {
      yes = true;
    }

    @Override
    public void piece(Bytes inner) {
      throw new AssertionError("nobody has sent anything inside");
    }
  }
}
