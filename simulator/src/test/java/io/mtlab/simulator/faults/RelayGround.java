package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.live.SourceAddress;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.relay.DatagramRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Datagrams over real sockets, through the relay. */
final class RelayGround implements Ground {
  private static final int BYTES_MAX = 2048;

  private final DatagramSocket server =
      new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final DatagramRelay relay =
      new DatagramRelay(new Surroundings(new Dice(7), DecisionLog.NONE, 0));
  private final InetSocketAddress listen;

  /** By where the server hears them from; the one that it has not heard of last. */
  private final Map<SocketAddress, Path> paths = new ConcurrentHashMap<>();

  private volatile @Nullable Path latest;

  RelayGround(NetworkProfile profile) throws IOException {
    listen = relay.open("link", (InetSocketAddress) server.getLocalSocketAddress(), profile);
    Thread.ofVirtual().start(this::hear);
  }

  private void hear() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
        server.receive(packet);
        Path path =
            paths.computeIfAbsent(
                packet.getSocketAddress(),
                from -> {
                  Path unheard = Objects.requireNonNull(latest);
                  unheard.from = from;
                  return unheard;
                });
        path.arrivals.add(true, Arrays.copyOf(packet.getData(), packet.getLength()));
      }
    } catch (IOException closed) {
      // The row is over.
    }
  }

  @Override
  public Line connect() throws IOException {
    DatagramSocket client = new DatagramSocket(new InetSocketAddress(SourceAddress.of(1), 0));
    client.connect(listen);
    Path path = new Path(client);
    latest = path;
    return path;
  }

  @Override
  public void phase(String name) {
    relay.phase(name);
  }

  @Override
  public void close() {
    relay.close();
    server.close();
  }

  private final class Path implements Line {
    private final DatagramSocket client;
    private final Arrivals arrivals = new Arrivals();
    private volatile @Nullable SocketAddress from;

    Path(DatagramSocket client) {
      this.client = client;
      arrivals.from(
          false,
          () -> {
            DatagramPacket packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
            client.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
          });
    }

    @Override
    public void toServer(Bytes bytes) {
      send(client, listen, bytes);
    }

    @Override
    public void toClient(Bytes bytes) {
      send(server, from, bytes);
    }

    private static void send(DatagramSocket socket, @Nullable SocketAddress to, Bytes bytes) {
      try {
        socket.send(new DatagramPacket(bytes.toArray(), bytes.size(), to));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean deliver(Talk talk) {
      return arrivals.deliver(talk, this);
    }

    @Override
    public boolean isSilent(long nanos, Talk talk) {
      return !arrivals.deliver(nanos, talk, this);
    }

    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
