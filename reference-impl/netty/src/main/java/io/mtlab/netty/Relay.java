package io.mtlab.netty;

import io.mtlab.mtproto.machine.Address;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a stream on to another server, byte by byte and both ways, ends and resets included: who
 * probes sees that server and nothing else. Neither side is read faster than the other takes it, so
 * that what is held is what Netty holds between two marks.
 */
// Netty tells of failures by exceptionCaught and channelInactive as well.
@SuppressWarnings("FutureReturnValueIgnored")
final class Relay {
  /** So many streams of one machine are passed on at a time; more are ended at once. */
  static final int RELAYS_MAX = 1024;

  /** Over which nothing goes either way for so long, a relay is ended; web servers wait less. */
  private static final int IDLE_SECONDS_MAX = 300;

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final MachineHost<?> host;
  private final SocketChannel client;
  private final Address site;
  private final ByteBuf begun;

  private Relay(MachineHost<?> host, SocketChannel client, Address site, ByteBuf begun) {
    this.host = host;
    this.client = client;
    this.site = site;
    this.begun = begun;
  }

  /**
   * Takes a stream from its link, which hears no more of it.
   *
   * @param begun what the client has sent so far; the relay's from now on
   */
  static void begin(
      MachineHost<?> host, Link link, SocketChannel client, Address site, ByteBuf begun) {
    Relay relay = new Relay(host, client, site, begun);
    client.config().setAutoRead(false);
    client.config().setAllowHalfClosure(true);
    Side side = new Side(host);
    client.pipeline().replace(link, null, side);
    client.pipeline().addFirst(new IdleStateHandler(0, 0, IDLE_SECONDS_MAX));
    if (!host.relays(client)) {
      relay.giveUp();
      return;
    }
    Dialler.find(host.loop(), site, found -> relay.dial(found, side), relay::unreachable);
  }

  private void dial(InetSocketAddress to, Side atClient) {
    if (!client.isActive()) {
      giveUp();
      return;
    }
    Side atSite = new Side(null);
    ChannelFuture dialled =
        host.wiring()
            .dialler(host.loop(), atSite, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.AUTO_READ, false)
            .connect(to);
    dialled.addListener(done -> {
      if (done.isSuccess() && client.isActive()) {
        SocketChannel open = (SocketChannel) dialled.channel();
        atClient.other = open;
        atSite.other = client;
        open.writeAndFlush(begun);
        open.config().setAutoRead(true);
        client.config().setAutoRead(true);
      } else {
        dialled.channel().close();
        unreachable();
      }
    });
  }

  private void unreachable() {
    if (client.isActive()) {
      LOG.warn("cannot reach {}, to which strangers are passed on", site);
    }
    giveUp();
  }

  private void giveUp() {
    begun.release();
    client.close();
  }

  /** One of the two ends. */
  private static final class Side extends ChannelInboundHandlerAdapter {
    private final @Nullable MachineHost<?> counting;
    private @Nullable DuplexChannel other;

    /**
     * Fresh.
     *
     * @param counting where this end counts as a connection; null for nowhere
     */
    Side(@Nullable MachineHost<?> counting) {
      this.counting = counting;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (other == null) {
        ((ByteBuf) message).release();
        context.close();
        return;
      }
      other.write(message, other.voidPromise());
      context.channel().config().setAutoRead(other.isWritable());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (other != null) {
        other.flush();
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (other != null) {
        other.config().setAutoRead(context.channel().isWritable());
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent && other != null) {
        DuplexChannel there = other;
        boolean both = there.isInputShutdown();
        there
            .writeAndFlush(Unpooled.EMPTY_BUFFER)
            .addListener(written -> there.shutdownOutput())
            .addListener(written -> {
              if (both) {
                there.close();
              }
            });
      } else if (event instanceof IdleStateEvent) {
        context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (counting != null) {
        counting.loop().connections().decrementAndGet();
        counting.relaysNoMore(context.channel());
      }
      if (other != null) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      }
    }

    /** A reset at one end is one at the other. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable why) {
      if (other != null && other.isOpen()) {
        other.config().setOption(ChannelOption.SO_LINGER, 0);
        other.close();
      }
      context.close();
    }
  }
}
