package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.endpoint.ServerEvent;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.scenario.serve.Findings;
import io.mtlab.scenario.serve.ServeSettings;
import io.mtlab.scenario.serve.ServerHost;
import io.mtlab.scenario.serve.Serving;
import io.mtlab.simulator.trace.TraceEvent.Stats;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The server of a run over sockets: a process of its own, or within this one. */
interface LabServer extends AutoCloseable {
  /** Where it listens. */
  InetSocketAddress address();

  /** What its clients trust. */
  RsaPublicKey publicKey();

  /** Ends, or begins again at the same place with the same key and what lies in its store. */
  void serves(boolean up) throws IOException;

  /** Whether it is still there. */
  boolean isAlive();

  /** What it said last; empty if nothing. */
  String lastWords();

  @Override
  void close();

  /**
   * Starts the server that an order wants, on a free port of the loopback.
   *
   * @param code lets everybody in
   * @param gauges told what it uses
   * @param end of the run, which may come before the server is there
   */
  static LabServer start(Order order, String code, Gauges gauges, End end)
      throws EnvironmentException, IOException, InterruptedException {
    int keys = order.members().provisioned() ? Clients.node(order.members().count()) : 0;
    NodeSpec server = order.scenario().node(NodeRole.SERVER);
    return order.inProcess()
        ? inProcess(settings(order, keys, server, code), gauges)
        : process(serveArguments(order, keys, server, code), gauges, end);
  }

  private static ServeSettings settings(Order order, int keys, NodeSpec server, String code) {
    var transports = new ServerTransports.Settings(Padding.UP_TO_15, order.scenario().secrets());
    return new ServeSettings(
        "127.0.0.1",
        0,
        List.of(),
        server.dc(),
        code,
        order.seed(),
        keys,
        server.rules(),
        transports,
        new LinkedHashMap<>(),
        null);
  }

  private static List<String> serveArguments(Order order, int keys, NodeSpec server, String code) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "--dc",
                Integer.toString(server.dc()),
                "--rules",
                server.rules().name().toLowerCase(Locale.ROOT),
                "--json",
                "--test-code",
                code,
                "--key-in-memory",
                "--stop-at-end-of-input"));
    if (keys > 0) {
      arguments.addAll(List.of("--provisioned-keys", order.seed() + ":" + keys));
    }
    for (ProxySecret secret : order.scenario().secrets()) {
      arguments.addAll(List.of("--secret", secret.text()));
    }
    return arguments;
  }

  private static LabServer process(List<String> arguments, Gauges gauges, End end)
      throws EnvironmentException, InterruptedException {
    ServerProcess process =
        ServerProcess.start(arguments, gauges::serverSaid, () -> end.how() != null);
    JsonNode ready = process.ready();
    InetSocketAddress address =
        new InetSocketAddress(ready.path("host").asString(), ready.path("port").asInt());
    RsaPublicKey key = RsaPublicKey.fromPem(ready.path("publicKey").asString());
    return new LabServer() {
      @Override
      public InetSocketAddress address() {
        return address;
      }

      @Override
      public RsaPublicKey publicKey() {
        return key;
      }

      @Override
      public void serves(boolean up) throws IOException {
        process.tell(up ? Serving.BEGIN : Serving.END);
      }

      @Override
      public boolean isAlive() {
        return process.isAlive();
      }

      @Override
      public String lastWords() {
        return process.lastWords();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }

  private static LabServer inProcess(ServeSettings settings, Gauges gauges)
      throws EnvironmentException, IOException {
    RsaPrivateKey key = RsaPrivateKey.generate(new SecureEntropy());
    Findings findings = new Findings();
    HostOptions options =
        HostOptions.DEFAULT.withEvents((event, _) -> {
          if (event instanceof ServerEvent.Finding finding) {
            findings.add(finding);
          }
        });
    ServerHost host = ServerHost.start(settings, key, options);
    gauges.serverFinds(() -> findings.news().stream().map(Findings.Kind::traced).toList());
    gauges.serverIs(() -> new Stats("server", host.cpuNanos(), 0, 0, host.connections()));
    return new LabServer() {
      @Override
      public InetSocketAddress address() {
        return host.address();
      }

      @Override
      public RsaPublicKey publicKey() {
        return key.publicKey();
      }

      @Override
      public void serves(boolean up) throws IOException {
        if (up) {
          host.begin();
        } else {
          host.stop();
        }
      }

      @Override
      public boolean isAlive() {
        return true;
      }

      @Override
      public String lastWords() {
        return "";
      }

      @Override
      public void close() {
        host.close();
      }
    };
  }
}
