package io.mtlab.scenario.serve;

import io.mtlab.conformance.interop.Servers;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.ServerEvent;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.SecureEntropy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference server as {@code mtlab serve} runs it, once for each cell, on a free port. */
public final class ReferenceServers implements Servers {
  private static final String HOST = "127.0.0.1";
  private static final int DC = 2;
  private static final String CODE = "22222";

  /** Whose name a client in fake TLS asks for; nobody looks it up. */
  private static final String DOMAIN = "www.example.org";

  private final SecureEntropy entropy = new SecureEntropy();
  private final RsaPrivateKey key = RsaPrivateKey.generate(entropy);

  @Override
  public Server open(String transport, Padding padding) throws IOException {
    Findings findings = new Findings();
    String secret = secretFor(transport);
    ServerTransports.Settings transports =
        new ServerTransports.Settings(
            padding, secret.isEmpty() ? List.of() : List.of(ProxySecret.parse(secret)));
    ReferenceServer.Settings settings =
        new ReferenceServer.Settings(DC, List.of(key), CODE, Rules.FIELD, transports);
    HostOptions options = HostOptions.DEFAULT.withEvents((event, now) -> findings.add(event));
    Driver driver = Driver.open(1);
    try {
      Hosted<LocalServer> server =
          driver.host(
              options,
              shard ->
                  ReferenceServer.make(
                      settings,
                      shard.entropy(),
                      new Mtproto2Cipher(shard.entropy()),
                      shard,
                      driver.now()));
      int port =
          driver
              .listen(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .getPort();
      return new Opened(driver, port, key, secret, findings);
    } catch (IOException | RuntimeException e) {
      driver.close();
      throw e;
    }
  }

  /** A new secret of the form that this transport needs; empty for most. */
  private String secretFor(String transport) {
    String drawn = HexFormat.of().formatHex(entropy.bytes(ProxySecret.KEY_BYTES));
    return switch (transport) {
      case "mtproxy" -> drawn;
      case "mtproxy-dd" -> "dd" + drawn;
      case "fake-tls" ->
          "ee" + drawn + HexFormat.of().formatHex(DOMAIN.getBytes(StandardCharsets.US_ASCII));
      default -> "";
    };
  }

  /** Counts the rules that were broken, in the order in which they were first. */
  private static final class Findings {
    private final Map<Fault, Integer> counts = new LinkedHashMap<>();

    synchronized void add(Event event) {
      if (event instanceof ServerEvent.Finding finding) {
        counts.merge(finding.fault(), 1, Integer::sum);
      }
    }

    synchronized List<String> lines() {
      return counts.entrySet().stream()
          .map(each ->
              each.getKey() + " (" + each.getKey().section() + "), " + each.getValue() + "x")
          .toList();
    }
  }

  private record Opened(Driver driver, int port, RsaPrivateKey key, String secret, Findings found)
      implements Server {
    @Override
    public String host() {
      return HOST;
    }

    @Override
    public int dc() {
      return DC;
    }

    @Override
    public String publicKey() {
      return key.publicKey().toPem();
    }

    @Override
    public String code() {
      return CODE;
    }

    @Override
    public List<String> findings() {
      return found.lines();
    }

    @Override
    public void close() {
      driver.close();
    }

    /** The secret is one. */
    @Override
    public String toString() {
      return "Opened[" + HOST + ":" + port + "]";
    }
  }
}
