package io.mtlab.scenario.serve;

import io.mtlab.conformance.interop.Servers;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.endpoint.ServerEvent;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.SecureEntropy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference server as {@code mtlab serve} runs it, once for each cell, on a free port. */
public final class ReferenceServers implements Servers {
  private static final String HOST = "127.0.0.1";
  private static final int DC = 2;
  private static final String CODE = "22222";

  private final RsaPrivateKey key = RsaPrivateKey.generate(new SecureEntropy());

  @Override
  public Server open(String transport) throws IOException {
    Findings findings = new Findings();
    ServeSettings settings = new ServeSettings(HOST, 0, List.of(), DC, CODE, 0, 0, Rules.FIELD);
    try {
      HostOptions options = HostOptions.DEFAULT.withEvents((event, now) -> findings.add(event));
      return new Opened(ServerHost.start(settings, key, options), key, findings);
    } catch (EnvironmentException e) {
      throw new IOException(e.getMessage(), e);
    }
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

  private record Opened(ServerHost server, RsaPrivateKey key, Findings found) implements Server {
    @Override
    public String host() {
      return HOST;
    }

    @Override
    public int port() {
      return server.address().getPort();
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
    public String secret() {
      return "";
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
      server.close();
    }
  }
}
