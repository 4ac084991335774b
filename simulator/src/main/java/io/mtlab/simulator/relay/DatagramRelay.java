package io.mtlab.simulator.relay;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.netty.Driver;
import io.mtlab.netty.Hosted;
import io.mtlab.simulator.live.SourceAddress;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Stages;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.world.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Ports of the loopback that carry datagrams to a server through bad networks, on one event loop. A
 * client node is known by its source address, as {@link SourceAddress} gives it; others are node 0.
 *
 * <p>Any thread may call it, one at a time.
 */
public final class DatagramRelay implements AutoCloseable {
  private final Driver driver = Driver.open(1);
  private final Phases phases = new Phases();
  private final Surroundings around;
  private final SequencedMap<String, Port> ports = new LinkedHashMap<>();

  /**
   * A relay without ports. The networks' own times count from now on.
   *
   * @param around what its connections share: chance, and who hears and watches
   */
  public DatagramRelay(Surroundings around) {
    this.around = around.withEpoch(driver.now()).withPhases(phases);
  }

  /**
   * Opens a port for a link.
   *
   * @param link names it in decisions; one port for each
   * @param server where the datagrams go
   * @param stages what happens to them on the way, alike in both directions
   * @return where it listens
   */
  public InetSocketAddress open(String link, InetSocketAddress server, Stages stages)
      throws IOException {
    if (ports.containsKey(link)) {
      throw new IllegalArgumentException("there is a port for " + link + " already");
    }
    Address to = new Address(server.getAddress().getHostAddress(), server.getPort());
    Relay.Settings settings = new Relay.Settings(link, to, stages, around, SourceAddress::nodeOf);
    Port port = new Port(settings);
    port.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ports.put(link, port);
    return port.at;
  }

  /**
   * A link is like this when the call returns. One that is down has its port closed: who sends
   * there is refused by the system. On one that is stalled datagrams vanish.
   *
   * @throws IOException if the port of a link that was down is taken by somebody else
   */
  public void condition(String link, Condition condition) throws IOException {
    Port port = ports.get(link);
    if (port == null) {
      throw new IllegalArgumentException("there is no port for " + link);
    }
    if (condition == Condition.DOWN) {
      port.close();
    } else {
      port.open(port.at);
      var _ = port.hosted.query((relay, _) -> relay.stall(condition == Condition.STALLED)).join();
    }
  }

  /**
   * A phase of the scenario begins, and with it the faults that wait for it; returns when all
   * clients' ways have heard of it.
   */
  public void phase(String name) {
    phases.begin(name, driver.now());
    for (Port port : ports.values()) {
      if (port.isOpen) {
        port.hosted.execute(Relay::wakeAll);
        var _ = port.hosted.query((relay, _) -> relay.crossings()).join(); // behind the waking
      }
    }
  }

  /**
   * A NAT on this link forgets its clients: from now on they come to the server from other ports,
   * which is so when the call returns. Says how many there are.
   */
  public int rebind(String link) {
    Port port = ports.get(link);
    return port == null || !port.isOpen
        ? 0
        : port.hosted.query((relay, _) -> relay.rebind()).join();
  }

  /** How many clients a link's relay knows at present. */
  public int clients(String link) {
    Port port = ports.get(link);
    return port == null || !port.isOpen
        ? 0
        : port.hosted.query((relay, _) -> relay.crossings()).join();
  }

  /** The processor time that it has taken, in nanoseconds. */
  public long cpuNanos() {
    return driver.cpuNanos();
  }

  @Override
  public void close() {
    driver.close();
  }

  private Hosted<Relay> host(Relay.Settings settings) {
    return driver.host(shard -> new Relay(settings, shard));
  }

  /** A link's port, which may be closed and opened again. */
  private final class Port {
    private final Relay.Settings settings;
    private Hosted<Relay> hosted;
    private InetSocketAddress at = new InetSocketAddress(0);
    private boolean isOpen;

    Port(Relay.Settings settings) {
      this.settings = settings;
      this.hosted = host(settings);
    }

    void open(InetSocketAddress wanted) throws IOException {
      if (!isOpen) {
        at = driver.listen(hosted, wanted, new RelayDoor());
        isOpen = true;
      }
    }

    /** All it knew is forgotten with it, as when a router is switched off. */
    void close() {
      if (isOpen) {
        isOpen = false;
        hosted.close();
        hosted = host(settings);
        var _ = hosted.query((relay, _) -> relay.crossings()).join(); // behind the closing
      }
    }
  }
}
