package io.mtlab.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Which of Netty's channels are used, and how they are set up.
 *
 * @param isNative whether Linux's epoll is called directly
 */
record Wiring(
    boolean isNative,
    Class<? extends SocketChannel> connections,
    Class<? extends ServerChannel> listeners,
    Class<? extends DatagramChannel> datagrams) {
  /** A peer that does not answer the dialling for so long is unreachable. */
  static final int DIAL_MS_MAX = 10_000;

  /** What the kernel keeps of datagrams for one socket; it cuts it to its own limit. */
  private static final int DATAGRAM_BUFFER_BYTES = 4 << 20;

  /** A longer datagram is cut; none of the protocol's is. */
  private static final int DATAGRAM_BYTES_MAX = 2048;

  private static final int DATAGRAMS_READ_AT_ONCE = 16;

  /** How many connections may wait to be accepted; the kernel cuts it to its own limit. */
  private static final int ACCEPT_BACKLOG = 65_535;

  /** Epoll where there is one. */
  static Wiring best() {
    return Epoll.isAvailable()
        ? new Wiring(
            true,
            EpollSocketChannel.class,
            EpollServerSocketChannel.class,
            EpollDatagramChannel.class)
        : nio();
  }

  /** The JDK's channels. */
  static Wiring nio() {
    return new Wiring(
        false, NioSocketChannel.class, NioServerSocketChannel.class, NioDatagramChannel.class);
  }

  IoHandlerFactory handlers() {
    return isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /** What dials for a machine, with this handler. */
  Bootstrap dialler(Loop loop, ChannelHandler handler, boolean fromGivenAddress) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.events())
            .channel(connections)
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, DIAL_MS_MAX)
            .handler(handler);
    if (isNative && fromGivenAddress) {
      // The port is taken when the peer is known: else 28,000 ports would be all for an address.
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
    return bootstrap;
  }

  /** What opens a socket for datagrams, with this handler. */
  Bootstrap datagrams(Loop loop, ChannelHandler handler) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.events())
            .channel(datagrams)
            .disableResolver()
            .option(ChannelOption.SO_RCVBUF, DATAGRAM_BUFFER_BYTES)
            .option(ChannelOption.SO_SNDBUF, DATAGRAM_BUFFER_BYTES)
            .handler(handler);
    if (isNative) {
      // Several datagrams are read with one call of the system.
      bootstrap
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES_MAX)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(DATAGRAMS_READ_AT_ONCE * DATAGRAM_BYTES_MAX));
    }
    return bootstrap;
  }

  /** What listens for a machine: its connections stay on its own loop. */
  ServerBootstrap listener(MachineHost<?> host) {
    return new ServerBootstrap()
        .group(host.loop().events())
        .channel(listeners)
        .option(ChannelOption.SO_BACKLOG, ACCEPT_BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(Link.accepted(host, host.nextAccepted()));
              }
            });
  }
}
