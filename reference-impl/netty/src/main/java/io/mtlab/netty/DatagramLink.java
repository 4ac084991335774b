package io.mtlab.netty;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection of datagrams that a machine dialled: a socket of its own, which hears only the peer.
 * What does not fit into the backlog is lost, as datagrams may be.
 */
// Netty tells of failures by exceptionCaught and channelInactive as well.
@SuppressWarnings("FutureReturnValueIgnored")
final class DatagramLink extends ChannelInboundHandlerAdapter implements Wire {
  private enum State {
    /** To be dialled at the end of the turn. */
    FRESH,
    DIALLING,
    OPEN,
    GONE
  }

  private final MachineHost<?> host;
  private final Conn conn;
  private final Address to;
  private State state = State.FRESH;
  private boolean touched;
  private @Nullable DatagramChannel channel;

  private DatagramLink(MachineHost<?> host, Conn conn, Address to) {
    this.host = host;
    this.conn = conn;
    this.to = to;
  }

  /** A connection that is dialled at the end of the turn. */
  static DatagramLink dialling(MachineHost<?> host, Conn conn, Address to) {
    DatagramLink link = new DatagramLink(host, conn, to);
    link.touch();
    return link;
  }

  @Override
  public Conn conn() {
    return conn;
  }

  @Override
  public void transmit(Bytes bytes) {
    DatagramChannel open = channel;
    if (state == State.OPEN
        && open != null
        && backlogBytes() + bytes.size() <= host.options().backlogBytesMax()) {
      open.write(
          Unpooled.wrappedBuffer(bytes.sharedArray(), bytes.sharedOffset(), bytes.size()),
          open.voidPromise());
      touch();
    }
  }

  @Override
  public void startTls(@Nullable Address server, Bytes already) {
    throw new IllegalStateException("there is no TLS over datagrams");
  }

  @Override
  public void close(How how) {
    state = State.GONE;
    touch();
  }

  @Override
  public void setReading(boolean reading) {
    if (channel != null) {
      channel.config().setAutoRead(reading);
    }
  }

  @Override
  public long backlogBytes() {
    ChannelOutboundBuffer written = channel == null ? null : channel.unsafe().outboundBuffer();
    return written == null ? 0 : written.totalPendingWriteBytes();
  }

  private void touch() {
    if (!touched) {
      touched = true;
      host.loop().touch(this);
    }
  }

  @Override
  public void settle() {
    touched = false;
    switch (state) {
      case FRESH -> {
        state = State.DIALLING;
        Dialler.find(host.loop(), to, this::connect, () -> end(Cause.UNREACHABLE));
      }
      case DIALLING -> {}
      case OPEN -> {
        if (channel != null) {
          channel.flush();
        }
      }
      case GONE -> cut();
    }
  }

  private void connect(InetSocketAddress found) {
    if (state != State.DIALLING) {
      return; // the machine thought better of it
    }
    Dialler.connected(host.wiring().datagrams(host.loop(), this), host.from(), found)
        .addListener(made -> {
          Throwable why = made.cause();
          if (why == null) {
            opened();
          } else {
            end(Causes.ofDialling(why));
          }
        });
  }

  /** It is connected: only now does the socket hear nobody but the peer. */
  private void opened() {
    DatagramChannel open = channel;
    if (state != State.DIALLING || open == null) {
      cut();
      return;
    }
    state = State.OPEN;
    host.loop().connections().incrementAndGet();
    String peer = open.remoteAddress().getAddress().getHostAddress();
    host.opened(this, new Peer(peer, Channel.DATAGRAM));
  }

  @Override
  public void end(Cause why) {
    if (state != State.GONE) {
      cut();
      host.closed(this, why);
    }
  }

  private void cut() {
    if (state == State.OPEN) {
      host.loop().connections().decrementAndGet();
    }
    state = State.GONE;
    if (channel != null && channel.isOpen()) {
      channel.flush();
      channel.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = (DatagramChannel) context.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf read = ((DatagramPacket) message).content();
    try {
      if (state == State.OPEN) {
        byte[] bytes = new byte[read.readableBytes()];
        read.readBytes(bytes);
        host.received(this, Bytes.wrap(bytes));
      }
    } finally {
      read.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable why) {
    if (why instanceof IOException) {
      end(Causes.ofDialling(why));
    } else {
      host.loop().failed(conn, why);
      end(Cause.RST);
    }
  }
}
