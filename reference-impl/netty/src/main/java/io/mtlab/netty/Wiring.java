package io.mtlab.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
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
    Class<? extends ServerChannel> listeners) {
  /** A peer that does not answer the dialling for so long is unreachable. */
  static final int DIAL_MS_MAX = 10_000;

  /** How many connections may wait to be accepted; the kernel cuts it to its own limit. */
  private static final int ACCEPT_BACKLOG = 65_535;

  /** Epoll where there is one. */
  static Wiring best() {
    return Epoll.isAvailable()
        ? new Wiring(true, EpollSocketChannel.class, EpollServerSocketChannel.class)
        : nio();
  }

  /** The JDK's channels. */
  static Wiring nio() {
    return new Wiring(false, NioSocketChannel.class, NioServerSocketChannel.class);
  }

  IoHandlerFactory handlers() {
    return isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /** What dials for a machine, with this connection as its handler. */
  Bootstrap dialler(Loop loop, Link link, boolean fromGivenAddress) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.events())
            .channel(connections)
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, DIAL_MS_MAX)
            .handler(link);
    if (isNative && fromGivenAddress) {
      // The port is taken when the peer is known: else 28,000 ports would be all for an address.
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
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
