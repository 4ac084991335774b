package io.mtlab.scenario.serve;

import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.netty.AddressInUseException;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Hosted;
import io.mtlab.netty.SecureEntropy;
import io.mtlab.netty.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The reference server on sockets, with event loops of its own. It may end and begin again with
 * what lies in its store, as a process does.
 */
public final class ServerHost implements AutoCloseable {
  private final Driver driver;
  private final HostOptions options;
  private final InetSocketAddress address;
  private Hosted<LocalServer> hosted;
  private boolean isUp = true;

  private ServerHost(
      Driver driver, HostOptions options, InetSocketAddress address, Hosted<LocalServer> hosted) {
    this.driver = driver;
    this.options = options;
    this.address = address;
    this.hosted = hosted;
  }

  /**
   * Starts a server; it listens when this returns.
   *
   * @throws EnvironmentException when it cannot listen there
   */
  public static ServerHost start(ServeSettings settings, List<RsaPrivateKey> keys)
      throws EnvironmentException, IOException {
    return start(settings, keys, HostOptions.DEFAULT);
  }

  /** The same with one key. */
  public static ServerHost start(ServeSettings settings, RsaPrivateKey key, HostOptions options)
      throws EnvironmentException, IOException {
    return start(settings, List.of(key), options);
  }

  /** The same, hosted so; without a certificate one is made. */
  public static ServerHost start(
      ServeSettings settings, List<RsaPrivateKey> keys, HostOptions options)
      throws EnvironmentException, IOException {
    ReferenceServer.Settings own =
        new ReferenceServer.Settings(
            settings.dc(),
            keys,
            settings.testCode(),
            settings.rules(),
            settings.transports(),
            settings.otherDcs(),
            settings.schema());
    HostOptions secured =
        options.serverTls() == null ? options.withServerTls(ServerTls.selfSigned()) : options;
    Driver driver = Driver.open(1);
    try {
      Hosted<LocalServer> hosted =
          driver.host(
              secured,
              shard ->
                  ReferenceServer.make(
                      own,
                      shard.entropy(),
                      new Mtproto2Cipher(shard.entropy()),
                      shard,
                      driver.now()));
      if (settings.keyCount() > 0) {
        hosted
            .query((server, now) ->
                ReferenceServer.provision(server, settings.keySeed(), settings.keyCount(), now))
            .join();
      }
      InetSocketAddress wanted = new InetSocketAddress(settings.host(), settings.port());
      if (wanted.isUnresolved()) {
        throw new EnvironmentException("there is no address " + settings.host());
      }
      InetSocketAddress streams = listen(driver, hosted, wanted);
      return new ServerHost(driver, secured, streams, hosted);
    } catch (AddressInUseException e) {
      driver.close();
      throw new EnvironmentException(
          settings.host()
              + ":"
              + settings.port()
              + " is in use by another program; choose another port with --listen",
          e);
    } catch (IOException | RuntimeException | EnvironmentException e) {
      driver.close();
      throw e;
    }
  }

  /** Streams and datagrams have ports of the same number. */
  private static InetSocketAddress listen(
      Driver driver, Hosted<LocalServer> hosted, InetSocketAddress wanted) throws IOException {
    InetSocketAddress streams = driver.listen(hosted, wanted);
    driver.listen(hosted, streams, new UdpDoor(new SecureEntropy()));
    return streams;
  }

  /**
   * The server ends, if it is up: its ports are closed, its connections end, its sessions and
   * whatever it was about to do are forgotten.
   */
  public synchronized void stop() {
    if (isUp) {
      isUp = false;
      LocalServer last = hosted.query((server, _) -> server).join();
      hosted.close();
      hosted =
          driver.host(
              options,
              shard ->
                  last.restarted(
                      shard.entropy(), new Mtproto2Cipher(shard.entropy()), shard, driver.now()));
      var _ = hosted.query((server, _) -> server.connections()).join(); // behind the closing
    }
  }

  /** The server begins again, if it has ended: at the same ports, with the same keys and store. */
  public synchronized void begin() throws IOException {
    if (!isUp) {
      listen(driver, hosted, address);
      isUp = true;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** How many connections stand. */
  public int connections() {
    return driver.connections();
  }

  /** The processor time of its event loops. */
  public long cpuNanos() {
    return driver.cpuNanos();
  }

  @Override
  public void close() {
    driver.close();
  }
}
