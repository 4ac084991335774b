package io.mtlab.simulator.toxiproxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The server's own threads: one for the API and for accepting, some for the connections. */
final class Loops implements AutoCloseable {
  private static final long QUIET_MS = 0;
  private static final long END_MS_MAX = 5_000;

  /** So many names are looked up at once; further ones wait for each other. */
  private static final int LOOKUPS_MAX = 4;

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup api = group(1, "toxiproxy-api");
  private final EventLoopGroup accept = group(1, "toxiproxy-accept");
  private final EventLoopGroup data;
  private final EventExecutorGroup names;

  Loops(int dataLoops) {
    this.data = group(dataLoops, "toxiproxy-data");
    ThreadFactory factory = work -> counted(new FastThreadLocalThread(work, "toxiproxy-names"));
    this.names = new DefaultEventExecutorGroup(LOOKUPS_MAX, factory);
  }

  /** For the HTTP API, whose requests may wait for the data loops. */
  ServerBootstrap apiServer() {
    return new ServerBootstrap().group(api, api).channel(serverChannel());
  }

  /** For a proxy's listener. */
  ServerBootstrap proxyServer() {
    return new ServerBootstrap().group(accept, data).channel(serverChannel());
  }

  /** For connections to an upstream; the loop is the client connection's own. */
  Bootstrap upstream() {
    return new Bootstrap().channel(clientChannel());
  }

  /** One of the loops that move bytes. */
  EventLoop next() {
    return data.next();
  }

  /** For what may take long, such as the lookup of a name: nobody's bytes wait for it. */
  EventExecutorGroup names() {
    return names;
  }

  /** The processor time that all threads have taken so far. */
  long cpuNanos() {
    ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (Thread thread : threads) {
      sum += Math.max(0, threadTimes.getThreadCpuTime(thread.threadId()));
    }
    return sum;
  }

  /** A lookup that hangs is left to itself. */
  @Override
  public void close() {
    var _ = names.shutdownGracefully(QUIET_MS, 0, TimeUnit.MILLISECONDS);
    for (EventLoopGroup group : List.of(api, accept, data)) {
      group.shutdownGracefully(QUIET_MS, END_MS_MAX, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
  }

  private EventLoopGroup group(int loops, String name) {
    IoHandlerFactory handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    ThreadFactory factory = work -> counted(new FastThreadLocalThread(punctual(work), name));
    return new MultiThreadIoEventLoopGroup(loops, factory, handler);
  }

  private static Runnable punctual(Runnable work) {
    return () -> {
      TimerSlack.endForThisThread();
      work.run();
    };
  }

  private Thread counted(Thread thread) {
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private Class<? extends ServerChannel> serverChannel() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  private Class<? extends SocketChannel> clientChannel() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }
}
