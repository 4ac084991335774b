package io.mtlab.netty;

import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.machine.Machine;
import io.netty.bootstrap.AbstractBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs machines over real sockets, on event loops of its own: Linux's epoll where there is one, the
 * JDK's channels elsewhere. Machines are dealt out to the loops in turn.
 */
public final class Driver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final int SHUTDOWN_MS_MAX = 10_000;

  private final WallClock clock = new WallClock();
  private final Wiring wiring;
  private final EventLoopGroup group;
  private final List<Loop> loops = new ArrayList<>();
  private final long[] threadIds;
  private final long[] cpuNanos;
  private final AtomicInteger hosted = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Driver(int threads, Failures failures, Wiring wiring) {
    this.wiring = wiring;
    group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("mtlab-driver", true), wiring.handlers());
    threadIds = new long[threads];
    cpuNanos = new long[threads];
    for (int i = 0; i < threads; i++) {
      Loop loop = new Loop(i, group.next(), clock, failures);
      loops.add(loop);
      threadIds[i] =
          CompletableFuture.supplyAsync(() -> Thread.currentThread().threadId(), loop.events())
              .join();
    }
  }

  /** Starts so many event loops, at least 1. Bugs are logged. */
  public static Driver open(int threads) {
    return open(threads, (conn, why) -> LOG.error("failed at {}", conn, why));
  }

  /** Starts so many event loops, at least 1. Bugs are told to {@code failures}. */
  public static Driver open(int threads, Failures failures) {
    return new Driver(threads, failures, Wiring.best());
  }

  /** The same on the JDK's channels, for tests. */
  static Driver openNio(int threads, Failures failures) {
    return new Driver(threads, failures, Wiring.nio());
  }

  /** Whether Linux's epoll is called directly. */
  public boolean isNative() {
    return wiring.isNative();
  }

  /** The time that machines are told: nanoseconds since the Unix epoch, never going back. */
  public long now() {
    return clock.now();
  }

  /** Hosts a machine with the default options. */
  public <M extends Machine> Hosted<M> host(Function<? super Shard, ? extends M> making) {
    return host(HostOptions.DEFAULT, making);
  }

  /**
   * Hosts a machine. It is made on its event loop, soon; what is asked of the handle waits for
   * that.
   */
  public <M extends Machine> Hosted<M> host(
      HostOptions options, Function<? super Shard, ? extends M> making) {
    Loop loop = loops.get(Math.floorMod(hosted.getAndIncrement(), loops.size()));
    MachineHost<M> host = new MachineHost<>(loop, options, wiring);
    loop.execute(() -> host.enter(making));
    return new Hosted<>(host);
  }

  /**
   * Lets peers connect to a machine. Its connections are numbered from 1, so a machine that dials
   * too should take its own numbers from far above.
   *
   * @param at where to listen; port 0 takes a free one
   * @return where it listens
   * @throws AddressInUseException if somebody listens there already
   * @throws IOException if it is not an address of this machine, or not allowed
   */
  public InetSocketAddress listen(Hosted<?> hosted, InetSocketAddress at) throws IOException {
    MachineHost<?> host = hosted.host();
    return listening(host, wiring.listener(host), at);
  }

  /**
   * Lets peers send datagrams to a machine. Its connections are numbered as those of streams are.
   *
   * @param at where to listen; port 0 takes a free one
   * @param doorman says whose each datagram is; from now on called by the machine's event loop only
   * @return where it listens
   * @throws AddressInUseException if somebody listens there already
   * @throws IOException if it is not an address of this machine, or not allowed
   */
  public InetSocketAddress listen(Hosted<?> hosted, InetSocketAddress at, Doorman doorman)
      throws IOException {
    MachineHost<?> host = hosted.host();
    return listening(host, wiring.datagrams(host.loop(), new DatagramPort(host, doorman)), at);
  }

  private static InetSocketAddress listening(
      MachineHost<?> host, AbstractBootstrap<?, ?> listener, InetSocketAddress at)
      throws IOException {
    ChannelFuture bound = listener.bind(at).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      Throwable why = bound.cause();
      String words = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
      if (words.contains("already in use")) {
        throw new AddressInUseException(at, why);
      }
      throw new IOException("cannot listen at " + at.getHostString() + ":" + at.getPort(), why);
    }
    Channel open = bound.channel();
    host.loop().execute(() -> host.listensOn(open));
    return (InetSocketAddress) open.localAddress();
  }

  /** How many connections stand. */
  public int connections() {
    return loops.stream().mapToInt(loop -> loop.connections().get()).sum();
  }

  /** The processor time that the event loops have used, in nanoseconds; after the end as well. */
  public long cpuNanos() {
    lookAtCpu();
    synchronized (cpuNanos) {
      return Arrays.stream(cpuNanos).sum();
    }
  }

  /**
   * Ends all machines, connections and threads, and waits for that. Machines hear {@code SHUTDOWN}
   * for each connection. Not to be called on an event loop.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture.allOf(
            loops.stream()
                .map(loop -> CompletableFuture.runAsync(loop::shutDown, loop.events()))
                .toArray(CompletableFuture[]::new))
        .join();
    lookAtCpu();
    group
        .shutdownGracefully(0, SHUTDOWN_MS_MAX, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(SHUTDOWN_MS_MAX);
  }

  /** A thread that is no more has used -1: what was seen last stays. */
  private void lookAtCpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    synchronized (cpuNanos) {
      for (int i = 0; i < threadIds.length; i++) {
        cpuNanos[i] = Math.max(cpuNanos[i], threads.getThreadCpuTime(threadIds[i]));
      }
    }
  }
}
