package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.PassageId;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A proxy's port from one start to the next stop, with the connections that came in by it. Has each
 * node's connections numbered in the order in which they were accepted.
 */
final class Listener {
  private static final int BACKLOG = 4096;

  /** The lower 24 bits of 127.64.0.0: the addresses above it are those of client nodes. */
  private static final int NODES_ABOVE = 0x400000;

  private static final int LOOPBACK_NET = 127;
  private static final AttributeKey<PassageId> ID = AttributeKey.valueOf("mtlab.passage");

  private final Proxy proxy;
  private final Set<Link> links = new LinkedHashSet<>();
  private volatile boolean stopped;
  private InetSocketAddress bound = new InetSocketAddress(0);
  private Runnable closePort = () -> {};

  private Listener(Proxy proxy) {
    this.proxy = proxy;
  }

  /** Opens the port; what the error says is what Go would say. */
  static Listener open(Proxy proxy, ListenAddress address) throws ApiError {
    Listener listener = new Listener(proxy);
    ServerBootstrap bootstrap =
        proxy
            .loops()
            .proxyServer()
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .handler(listener.new Numbering())
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(listener.new Accepting());
    ChannelFuture bind = bootstrap.bind(address.socketAddress()).awaitUninterruptibly();
    if (!bind.isSuccess()) {
      throw new ApiError(500, "listen tcp " + address + ": bind: " + reason(bind.cause()));
    }
    Channel port = bind.channel();
    listener.bound = (InetSocketAddress) port.localAddress();
    listener.closePort = () -> port.close().awaitUninterruptibly();
    return listener;
  }

  InetSocketAddress bound() {
    return bound;
  }

  /** Closes the port and all connections; returns when that is done. */
  void stop() {
    stopped = true;
    closePort.run();
    proxy.onLinks(links(), Link::cut);
  }

  /** Takes a connection in; false if it comes too late. The caller holds the proxy's lock. */
  boolean add(Link link) {
    return !stopped && links.add(link);
  }

  /** A connection is over. The caller holds the proxy's lock. */
  void remove(Link link) {
    links.remove(link);
  }

  /** The connections that are open now. */
  List<Link> links() {
    synchronized (proxy.lock()) {
      return new ArrayList<>(links);
    }
  }

  private PassageId number(InetSocketAddress from) {
    int node = nodeOf(from.getAddress().getAddress());
    int connection = proxy.surroundings().counts().next(proxy.name(), node);
    return new PassageId(proxy.name(), node, connection);
  }

  /** Client node n has the address 127.64.0.0 + n, 127.128.0.0 + n or 127.192.0.0 + n. */
  static int nodeOf(byte[] address) {
    if (address.length != 4 || address[0] != LOOPBACK_NET) {
      return 0;
    }
    int host = (address[1] & 0xff) << 16 | (address[2] & 0xff) << 8 | (address[3] & 0xff);
    return host < NODES_ABOVE ? 0 : host % NODES_ABOVE;
  }

  /** What Go calls the error of the system. */
  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    for (String known :
        List.of("Address already in use", "Cannot assign requested address", "Permission denied")) {
      if (message.contains(known)) {
        return Character.toLowerCase(known.charAt(0)) + known.substring(1);
      }
    }
    return message;
  }

  /** Sees the connections on the port's own loop, before they go to theirs. */
  private final class Numbering extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Channel client
          && client.remoteAddress() instanceof InetSocketAddress from) {
        client.attr(ID).set(number(from));
      }
      context.fireChannelRead(message);
    }
  }

  private final class Accepting extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel client) {
      PassageId id = client.attr(ID).get();
      if (id == null) {
        var _ = client.close();
        return;
      }
      new Link(proxy, Listener.this, id, client).dial();
    }
  }
}
