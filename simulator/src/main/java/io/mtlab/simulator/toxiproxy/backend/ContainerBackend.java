package io.mtlab.simulator.toxiproxy.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real server in a container. It shares this machine's network: so its proxies listen on loopback
 * ports, as many as a scenario needs, and reach servers that listen on loopback.
 */
final class ContainerBackend implements Backend {
  /** The image of the version that ours behaves as. */
  static final String IMAGE = "ghcr.io/shopify/toxiproxy:" + ToxiproxyBinary.VERSION;

  private static final String READY = ".*Starting Toxiproxy HTTP server.*\\n";
  private static final Duration READY_MAX = Duration.ofSeconds(60);

  private final ToxiproxyContainer container;
  private final InetSocketAddress api;
  private final String version;

  private ContainerBackend(ToxiproxyContainer container, InetSocketAddress api, String version) {
    this.container = container;
    this.api = api;
    this.version = version;
  }

  /** Starts it; it answers when this returns. */
  static ContainerBackend start(List<String> more) throws BackendException, InterruptedException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new BackendException(
          "no Docker answers; start its daemon (or set DOCKER_HOST), or choose --toxiproxy"
              + " process, or leave --toxiproxy away for the embedded one");
    }
    ToxiproxyContainer container = new ToxiproxyContainer(DockerImageName.parse(IMAGE));
    try {
      InetSocketAddress api = FreePort.take();
      List<String> command = new ArrayList<>(more);
      command.add("-host=" + FreePort.host(api));
      command.add("-port=" + api.getPort());
      container.withNetworkMode("host").withCommand(command.toArray(String[]::new));
      container.withEnv("LOG_LEVEL", "info");
      container.setExposedPorts(List.of());
      container.waitingFor(Wait.forLogMessage(READY, 1).withStartupTimeout(READY_MAX));
      container.start();
      return new ContainerBackend(container, api, VersionProbe.await(api, container::isRunning));
    } catch (IOException | RuntimeException e) {
      container.stop();
      throw new BackendException(IMAGE + " does not start in a container: " + reason(e), e);
    }
  }

  @Override
  public BackendKind kind() {
    return BackendKind.CONTAINER;
  }

  @Override
  public InetSocketAddress api() {
    return api;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {
    container.stop();
  }

  /** What lies at the bottom says most. */
  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}
