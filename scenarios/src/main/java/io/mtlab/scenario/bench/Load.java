package io.mtlab.scenario.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one way is put under, for so many seconds. */
final class Load {
  /** Of 100 bytes, as an intermediate frame. */
  static final int MESSAGE = 104;

  /** The intermediate transport's four first bytes. */
  static final byte[] TAG = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee};

  private static final int PIECE = 64 * 1024;
  private static final int IN_FLIGHT = 16;
  private static final int TRIPS_MAX = 1_000_000;
  private static final double NS_PER_SECOND = 1e9;
  private static final double NS_PER_US = 1e3;
  private static final int CONNECT_MS_MAX = 20_000;

  private final @Nullable Way way;
  private final InetSocketAddress address;
  private final double seconds;
  private double cpuSeconds;

  /** One way to an {@link Echo}. */
  Load(ProxyBench.Lane lane, double seconds) {
    this.way = lane.way();
    this.address = lane.address();
    this.seconds = seconds;
  }

  /**
   * What the way's process has taken of the processors while it was under load: connections are
   * opened before, and closed after it.
   */
  double cpuSeconds() {
    return cpuSeconds;
  }

  /** Bytes a second that come back on this many connections. */
  double bytes(int connections) throws IOException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    LongAdder bytes = new LongAdder();
    List<Work> work = new ArrayList<>();
    List<Socket> sockets = sockets(connections);
    for (Socket socket : sockets) {
      work.add(() -> {
        byte[] piece = new byte[PIECE];
        OutputStream out = socket.getOutputStream();
        while (!over.get()) {
          out.write(piece);
        }
      });
      work.add(() -> {
        byte[] piece = new byte[PIECE];
        InputStream in = socket.getInputStream();
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          bytes.add(n);
        }
      });
    }
    return run(work, sockets, over, bytes);
  }

  /** Echo round trips a second with one message in flight on each of this many connections. */
  double echoes(int connections) throws IOException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    LongAdder trips = new LongAdder();
    List<Work> work = new ArrayList<>();
    List<Socket> sockets = sockets(connections);
    for (Socket socket : sockets) {
      trip(socket, new byte[MESSAGE]); // Its proxy has dialled too.
      work.add(() -> {
        byte[] message = new byte[MESSAGE];
        while (!over.get()) {
          trip(socket, message);
          trips.increment();
        }
      });
    }
    return run(work, sockets, over, trips);
  }

  /**
   * Frames a second that come back on this many connections, with 16 in flight at first; each one
   * that is lost is missing from then on.
   */
  double frames(int connections) throws IOException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    LongAdder frames = new LongAdder();
    List<Work> work = new ArrayList<>();
    List<Socket> sockets = sockets(connections);
    byte[] batch = batch();
    for (Socket socket : sockets) {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(TAG);
      out.write(batch);
      if (in.read() < 0) { // Its proxy has dialled too.
        throw new IOException("the connection ended");
      }
      work.add(() -> {
        byte[] back = new byte[batch.length];
        int rest = 1;
        for (int n = in.read(back); n >= 0 && !over.get(); n = in.read(back)) {
          int whole = (rest + n) / MESSAGE;
          rest = (rest + n) % MESSAGE;
          frames.add(whole);
          out.write(batch, 0, whole * MESSAGE);
        }
      });
    }
    return run(work, sockets, over, frames);
  }

  /** Microseconds that one message takes there and back, alone, sorted. */
  double[] pingPong() throws IOException {
    try (Socket socket = socket()) {
      byte[] message = new byte[MESSAGE];
      double[] took = new double[TRIPS_MAX];
      int trips = 0;
      long end = System.nanoTime() + (long) (seconds * NS_PER_SECOND);
      while (System.nanoTime() < end && trips < TRIPS_MAX) {
        long start = System.nanoTime();
        trip(socket, message);
        took[trips] = (System.nanoTime() - start) / NS_PER_US;
        trips++;
      }
      double[] sorted = Arrays.copyOf(took, trips);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  private static void trip(Socket socket, byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    if (socket.getInputStream().readNBytes(message, 0, MESSAGE) < MESSAGE) {
      throw new IOException("the connection ended");
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Sixteen frames: the length, little-endian, and as many bytes. */
  private static byte[] batch() {
    byte[] batch = new byte[IN_FLIGHT * MESSAGE];
    for (int i = 0; i < IN_FLIGHT; i++) {
      batch[i * MESSAGE] = MESSAGE - Integer.BYTES;
    }
    return batch;
  }

  private List<Socket> sockets(int connections) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      sockets.add(socket());
    }
    return sockets;
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(address, CONNECT_MS_MAX);
    return socket;
  }

  private double run(List<Work> work, List<Socket> sockets, AtomicBoolean over, LongAdder count)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      double cpuBefore = cpuSoFar();
      long start = System.nanoTime();
      for (Work one : work) {
        running.add(
            threads.submit(() -> {
              one.run();
              return null;
            }));
      }
      awaitUntil(start + (long) (seconds * NS_PER_SECOND));
      double rate = count.sum() / ((System.nanoTime() - start) / NS_PER_SECOND);
      cpuSeconds = cpuSoFar() - cpuBefore;
      over.set(true);
      for (Socket socket : sockets) {
        socket.close();
      }
      for (Future<?> one : running) {
        end(one);
      }
      return rate;
    }
  }

  private double cpuSoFar() throws IOException {
    return way == null ? 0 : way.cpuSeconds();
  }

  private static void awaitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void end(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      // Its socket was closed under it: the time was over.
      return;
    }
  }
}
