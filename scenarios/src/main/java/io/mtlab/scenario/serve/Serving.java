package io.mtlab.scenario.serve;

import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.endpoint.ServerEvent;
import io.mtlab.mtproto.fault.RuleIds;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.netty.ServerTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code mtlab serve}: a server until it is told to stop, and what it says meanwhile. */
public final class Serving {
  /** What a parent writes to end the server, and to have it begin again. */
  public static final String END = "end";

  public static final String BEGIN = "begin";

  private static final double NS_PER_SECOND = 1e9;

  private final ServeSettings settings;
  private final Manner manner;
  private final ServerTls tls;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Findings findings = new Findings();

  /**
   * How it behaves as a program.
   *
   * @param json speaks in lines of JSON
   * @param keyInMemory makes a key that is written nowhere
   * @param untilInputEnds stops when its standard input ends, as a child of the engine does
   */
  public record Manner(boolean json, boolean keyInMemory, boolean untilInputEnds) {}

  /**
   * A server that is not started yet.
   *
   * @param tls what it shows to clients that begin with TLS
   */
  public Serving(
      ServeSettings settings, Manner manner, ServerTls tls, PrintWriter out, PrintWriter err) {
    this.settings = settings;
    this.manner = manner;
    this.tls = tls;
    this.out = out;
    this.err = err;
  }

  /**
   * Serves; returns when it was told to stop and has stopped.
   *
   * @throws EnvironmentException when it cannot start
   */
  public void run() throws EnvironmentException, IOException, InterruptedException {
    List<RsaPrivateKey> keys = new ArrayList<>();
    for (Path file : settings.keys()) {
      keys.add(ServerKeyFile.read(file));
    }
    Path lies = null;
    if (keys.isEmpty()) {
      keys.add(RsaPrivateKey.generate(new SecureEntropy()));
      lies = manner.keyInMemory() ? null : ServerKeyFile.write(keys.getFirst());
    }
    HostOptions options =
        HostOptions.DEFAULT.withServerTls(tls).withEvents((event, _) -> heard(event));
    StopSignal stop;
    try (ServerHost host = ServerHost.start(settings, keys, options)) {
      stop = StopSignal.listen();
      if (manner.untilInputEnds()) {
        Thread.ofPlatform().daemon().name("input").start(() -> obey(host, stop));
      }
      ready(host, keys, lies);
      while (!stop.await(1)) {
        stats(host);
      }
      stats(host);
    }
    stopped();
    stop.stopped();
  }

  /** The first of its kind is told at once, the rest is counted. */
  private void heard(Event event) {
    if (event instanceof ServerEvent.Finding finding && findings.add(finding)) {
      Findings.Kind kind = new Findings.Kind(finding, 1);
      if (manner.json()) {
        say(finding(event("finding"), kind));
      } else {
        out.println("finding: " + kind.words());
        out.flush();
      }
    }
  }

  private static ObjectNode finding(ObjectNode line, Findings.Kind kind) {
    line.put("fault", kind.finding().fault().name());
    ArrayNode rules = line.putArray("rules");
    RuleIds.of(kind.finding().fault()).forEach(rules::add);
    return line.put("outcome", kind.outcome()).put("count", kind.count());
  }

  /** A line {@code end} ends the server within its process, {@code begin} begins it again. */
  private void obey(ServerHost host, StopSignal stop) {
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        switch (line) {
          case END -> host.stop();
          case BEGIN -> host.begin();
          default -> err.println("mtlab serve: unknown word on its input: " + line);
        }
      }
    } catch (IOException e) {
      err.println("mtlab serve: " + e.getMessage());
    } finally {
      stop.ask();
    }
  }

  private void ready(ServerHost host, List<RsaPrivateKey> keys, @Nullable Path lies) {
    RsaPrivateKey key = keys.getFirst();
    String fingerprint = String.format(Locale.ROOT, "%016x", key.publicKey().fingerprint());
    String where = host.address().getAddress().getHostAddress();
    if (!manner.json()) {
      out.println("listening on " + where + ":" + host.address().getPort());
      out.println("dc " + settings.dc() + ", RSA key fingerprint " + fingerprint);
      if (lies != null) {
        out.println("private key in " + lies);
      }
      keys.forEach(one -> out.println(one.publicKey().toPem().strip()));
      return;
    }
    ObjectNode line = event("ready").put("host", where).put("port", host.address().getPort());
    line.put("dc", settings.dc()).put("fingerprint", fingerprint);
    line.put("publicKey", key.publicKey().toPem());
    line.put("rules", settings.rules().name().toLowerCase(Locale.ROOT));
    if (lies != null) {
      line.put("key", lies.toAbsolutePath().toString());
    }
    say(line);
  }

  private void stats(ServerHost host) {
    if (manner.json()) {
      ProcessUse use = ProcessUse.now();
      ObjectNode line =
          event("stats")
              .put("cpuSeconds", use.cpuNs() / NS_PER_SECOND)
              .put("heapBytes", use.heapBytes())
              .put("rssBytes", use.rssBytes())
              .put("connections", host.connections());
      ArrayNode news = line.putArray("findings");
      findings.news().forEach(kind -> finding(news.addObject(), kind));
      say(line);
    }
  }

  private void stopped() {
    if (manner.json()) {
      ObjectNode line = event("stopped");
      ArrayNode all = line.putArray("findings");
      findings.kinds().forEach(kind -> finding(all.addObject(), kind));
      say(line);
    } else {
      findings.table().forEach(out::println);
      out.println("stopped");
    }
  }

  private void say(ObjectNode line) {
    out.println(JsonMapper.shared().writeValueAsString(line));
    out.flush();
  }

  private static ObjectNode event(String name) {
    return JsonNodeFactory.instance.objectNode().put("event", name);
  }
}
