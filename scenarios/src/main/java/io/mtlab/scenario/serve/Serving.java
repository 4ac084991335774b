package io.mtlab.scenario.serve;

import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.netty.ServerTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code mtlab serve}: a server until it is told to stop, and what it says meanwhile. */
public final class Serving {
  private static final int STOP_SECONDS_MAX = 15;
  private static final double NS_PER_SECOND = 1e9;

  private final ServeSettings settings;
  private final Manner manner;
  private final ServerTls tls;
  private final PrintWriter out;
  private final PrintWriter err;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

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
    Path file = settings.key();
    RsaPrivateKey key =
        file == null ? RsaPrivateKey.generate(new SecureEntropy()) : ServerKeyFile.read(file);
    Path lies = file != null || manner.keyInMemory() ? file : ServerKeyFile.write(key);
    try (ServerHost host =
        ServerHost.start(settings, key, HostOptions.DEFAULT.withServerTls(tls))) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "stop"));
      if (manner.untilInputEnds()) {
        Thread.ofPlatform().daemon().name("input").start(this::awaitEndOfInput);
      }
      ready(host, key, lies);
      while (!stop.await(1, TimeUnit.SECONDS)) {
        stats(host);
      }
      stats(host);
    }
    stopped();
  }

  /** A signal is how a server is usually stopped: that is no failure. */
  private void signalled() {
    stop.countDown();
    try {
      if (stopped.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEndOfInput() {
    try (InputStream input = System.in) {
      input.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      err.println("mtlab serve: " + e.getMessage());
    } finally {
      stop.countDown();
    }
  }

  private void ready(ServerHost host, RsaPrivateKey key, @Nullable Path lies) {
    String fingerprint = String.format(Locale.ROOT, "%016x", key.publicKey().fingerprint());
    String where = host.address().getAddress().getHostAddress();
    if (!manner.json()) {
      out.println("listening on " + where + ":" + host.address().getPort());
      out.println("dc " + settings.dc() + ", RSA key fingerprint " + fingerprint);
      if (lies != null) {
        out.println("private key in " + lies);
      }
      out.println(key.publicKey().toPem().strip());
      return;
    }
    ObjectNode line = event("ready").put("host", where).put("port", host.address().getPort());
    line.put("dc", settings.dc()).put("fingerprint", fingerprint);
    line.put("publicKey", key.publicKey().toPem());
    if (lies != null) {
      line.put("key", lies.toAbsolutePath().toString());
    }
    say(line);
  }

  private void stats(ServerHost host) {
    if (manner.json()) {
      ProcessUse use = ProcessUse.now();
      say(
          event("stats")
              .put("cpuSeconds", use.cpuNs() / NS_PER_SECOND)
              .put("heapBytes", use.heapBytes())
              .put("rssBytes", use.rssBytes())
              .put("connections", host.connections()));
    }
  }

  private void stopped() {
    if (manner.json()) {
      say(event("stopped"));
    } else {
      out.println("stopped");
    }
    stopped.countDown();
  }

  private void say(ObjectNode line) {
    out.println(JsonMapper.shared().writeValueAsString(line));
    out.flush();
  }

  private static ObjectNode event(String name) {
    return JsonNodeFactory.instance.objectNode().put("event", name);
  }
}
