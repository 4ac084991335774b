package io.mtlab.simulator.capture;

import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.capture.Packets.Place;
import io.mtlab.simulator.dissect.Dissector;
import io.mtlab.simulator.dissect.KeyRing;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Tap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes what went over the wire into a folder: {@code client.pcapng} and {@code server.pcapng},
 * {@code keys.txt}, {@code wire/NODE-CONNECTION.log} and {@code timeline.svg}, the picture of the
 * connection that the network troubled most. Packets are written as they come, the rest at the end.
 * Logs tell the time from the first connection on.
 *
 * <p>A full disk or another trouble with the files ends the capture, not the run; {@link #close}
 * tells of it.
 */
public final class Capture implements Tap.Source, AutoCloseable {
  /** The server's port in the files; the dissector knows it. */
  public static final int SERVER_PORT = 10443;

  /** Frames in logs and picture; further ones are in the pcapng files only. */
  private static final int FRAMES_MAX = 500_000;

  /** Nodes are 10.64.0.0 and their number. */
  private static final int NODES = 0x0a400000;

  private static final int SERVER_ADDRESS = 0x0a000002;
  private static final int PORT_MIN = 20_000;
  private static final int PORTS = 40_000;

  private final Path folder;
  private final IntFunction<String> names;
  private final List<ProxySecret> secrets;
  private final KeyRing keys = new KeyRing();
  private final Dissector dissector;
  private final Pcapng clientFile;
  private final Pcapng serverFile;
  private final List<WatchedConnection> connections = new ArrayList<>();
  private long start;
  private int frames;
  private int leftOut;
  private @Nullable IOException failure;

  /** Something that writes. */
  @FunctionalInterface
  interface Work {
    void go() throws IOException;
  }

  /**
   * Begins a capture.
   *
   * @param folder is made if it is not there
   * @param names of nodes, by their numbers
   * @param secrets behind which clients may hide their frames
   */
  public Capture(Path folder, IntFunction<String> names, List<ProxySecret> secrets)
      throws IOException {
    this.folder = folder;
    this.names = names;
    this.secrets = List.copyOf(secrets);
    this.dissector = new Dissector(keys, new Mtproto2Cipher(_ -> {}));
    Files.createDirectories(folder.resolve("wire"));
    clientFile = Pcapng.create(folder.resolve("client.pcapng"), "client's leg");
    serverFile = Pcapng.create(folder.resolve("server.pcapng"), "server's leg");
  }

  /** The keys of the clients go here. */
  public KeyRing keys() {
    return keys;
  }

  @Override
  public Tap open(PassageId id, boolean datagrams, long now) {
    WatchedConnection[] made = new WatchedConnection[1];
    guarded(() -> {
      start = connections.isEmpty() ? now : start;
      made[0] = watched(id, datagrams);
      connections.add(made[0]);
      made[0].begin(now);
    });
    WatchedConnection watched = made[0];
    return watched == null ? Tap.NONE : watched;
  }

  private WatchedConnection watched(PassageId id, boolean datagrams) {
    int port = PORT_MIN + connections.size() % PORTS;
    Place client = new Place(NODES + id.node(), port);
    Place server = new Place(SERVER_ADDRESS, SERVER_PORT);
    Leg before =
        new Leg(new Flow(clientFile, datagrams, client, server), datagrams, secrets, dissector);
    Leg behind =
        new Leg(new Flow(serverFile, datagrams, client, server), datagrams, secrets, dissector);
    return new WatchedConnection(this, id, before, behind);
  }

  /** One thread at a time, and nothing after the first failure. */
  synchronized void guarded(Work work) {
    if (failure != null) {
      return;
    }
    try {
      work.go();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Whether a frame still goes into the logs; those that were sent count. */
  boolean takesFrame(boolean sent) {
    if (frames >= FRAMES_MAX) {
      leftOut += sent ? 1 : 0;
      return false;
    }
    frames += sent ? 1 : 0;
    return true;
  }

  /**
   * Writes keys, logs and picture.
   *
   * @throws IOException also if a packet could not be written before
   */
  @Override
  public synchronized void close() throws IOException {
    try (clientFile;
        serverFile) {
      KeysFile.write(folder.resolve("keys.txt"), keys.all(), secrets);
      for (WatchedConnection each : connections) {
        Files.write(
            folder.resolve("wire").resolve(fileName(each.id()) + ".log"),
            WireLog.lines(title(each), each.shipments().all(), start));
      }
      WatchedConnection shown =
          connections.stream()
              .max(
                  Comparator.comparingInt((WatchedConnection each) -> each.shipments().troubles())
                      .thenComparingInt(each -> -connections.indexOf(each)))
              .orElse(null);
      if (shown != null) {
        String picture = SequenceDiagram.of(title(shown), shown.shipments(), start);
        Files.writeString(folder.resolve("timeline.svg"), picture);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** How many frames are in the pcapng files only. */
  public synchronized int leftOut() {
    return leftOut;
  }

  private String title(WatchedConnection each) {
    PassageId id = each.id();
    return names.apply(id.node())
        + " over "
        + id.link()
        + ", connection "
        + id.connection()
        + each.transport();
  }

  private String fileName(PassageId id) {
    return (names.apply(id.node()) + "-" + id.link() + "-" + id.connection())
        .replaceAll("[^A-Za-z0-9._-]+", "_");
  }
}
