package io.mtlab.netty;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one machine. What the machine writes in one turn of the loop is joined and
 * leaves at the turn's end; nothing here calls the machine while the machine is calling.
 */
// Netty tells of failures by exceptionCaught and channelInactive as well.
@SuppressWarnings("FutureReturnValueIgnored")
final class Link extends ChannelInboundHandlerAdapter implements Wire {
  /** What is larger is written by itself: joining would copy it more than once. */
  private static final int JOINED_BYTES_MAX = 16 << 10;

  /** After so long an ended connection is cut, whatever the peer has not read by then. */
  private static final int ENDING_MS_MAX = 10_000;

  private enum State {
    /** To be dialled at the end of the turn. */
    FRESH,
    DIALLING,
    OPEN,
    /** More was waiting than is allowed: to be cut at the end of the turn. */
    OVERFLOWN,
    /** The machine wants no more of it; the last bytes and a FIN are on their way. */
    ENDING,
    /** Cut, or to be cut at the end of the turn. */
    GONE
  }

  private final MachineHost<?> host;
  private final Conn conn;
  private final @Nullable Address to;
  private State state;
  private boolean touched;
  private @Nullable SocketChannel channel;
  private @Nullable ByteBuf joined;

  /** Bytes of TLS that came before its handler stands; null when none is to be put in. */
  private @Nullable ByteBuf beforeTls;

  /** Whom TLS is to prove; null at a server. */
  private @Nullable Address expected;

  private @Nullable SslHandler tls;
  private @Nullable Cause cause;
  private @Nullable ScheduledFuture<?> patience;

  private Link(MachineHost<?> host, Conn conn, @Nullable Address to, State state) {
    this.host = host;
    this.conn = conn;
    this.to = to;
    this.state = state;
  }

  /** A connection that is dialled at the end of the turn. */
  static Link dialling(MachineHost<?> host, Conn conn, Address to) {
    Link link = new Link(host, conn, to, State.FRESH);
    link.touch();
    return link;
  }

  /** A connection that a peer opened. */
  static Link accepted(MachineHost<?> host, Conn conn) {
    return new Link(host, conn, null, State.OPEN);
  }

  @Override
  public Conn conn() {
    return conn;
  }

  MachineHost<?> host() {
    return host;
  }

  // What the machine wants: noted, and carried out by settle().

  @Override
  public void transmit(Bytes bytes) {
    if (state == State.OVERFLOWN) {
      return;
    }
    if (bytes.size() > JOINED_BYTES_MAX && isWritable() && channel != null) {
      writeJoined();
      channel.write(
          Unpooled.wrappedBuffer(bytes.sharedArray(), bytes.sharedOffset(), bytes.size()),
          channel.voidPromise());
    } else {
      if (joined == null) {
        joined = ByteBufAllocator.DEFAULT.directBuffer(bytes.size());
      }
      joined.writeBytes(bytes.sharedArray(), bytes.sharedOffset(), bytes.size());
    }
    touch();
    long most = host.options().backlogBytesMax();
    if (backlogBytes() > most) {
      flush();
      if (backlogBytes() > most) {
        state = State.OVERFLOWN;
      }
    }
  }

  private boolean isWritable() {
    return state == State.OPEN && beforeTls == null;
  }

  /** What was written so far leaves in plain text; all else waits for the end of the turn. */
  @Override
  public void startTls(@Nullable Address server, Bytes already) {
    if (state == State.OPEN) {
      expected = server;
      writeJoined();
      beforeTls = Unpooled.buffer(Math.max(already.size(), 1));
      beforeTls.writeBytes(already.sharedArray(), already.sharedOffset(), already.size());
      touch();
    }
  }

  /** The machine has forgotten this connection. */
  @Override
  public void close(How how) {
    state = how == How.FIN && isWritable() ? State.ENDING : State.GONE;
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
    long bytes = joined == null ? 0 : joined.readableBytes();
    ChannelOutboundBuffer written = channel == null ? null : channel.unsafe().outboundBuffer();
    return written == null ? bytes : bytes + written.totalPendingWriteBytes();
  }

  private void touch() {
    if (!touched) {
      touched = true;
      host.loop().touch(this);
    }
  }

  // At the end of the turn.

  @Override
  public void settle() {
    touched = false;
    switch (state) {
      case FRESH -> {
        state = State.DIALLING;
        Dialler.dial(this, to);
      }
      case DIALLING -> {}
      case OPEN -> {
        putTlsUnder();
        flush();
      }
      case OVERFLOWN -> end(Cause.OVERFLOW);
      case ENDING -> sayGoodbye();
      case GONE -> cut(true);
    }
  }

  /** Cuts the connection and tells the machine, which must not be calling. */
  @Override
  public void end(Cause why) {
    if (state != State.ENDING && state != State.GONE) {
      cut(why != Cause.SHUTDOWN);
      host.closed(this, why);
    }
  }

  boolean isDialling() {
    return state == State.DIALLING;
  }

  private void putTlsUnder() {
    ByteBuf begun = beforeTls;
    SocketChannel open = channel;
    if (begun == null || open == null) {
      return;
    }
    beforeTls = null;
    Address site = expected == null ? site() : null;
    if (site != null) {
      state = State.GONE;
      channel = null;
      Relay.begin(host, this, open, site, begun);
      host.closed(this, Cause.FIN);
      return;
    }
    SslHandler handler = newTls(open.alloc());
    if (handler == null) {
      begun.release();
      end(Cause.RST);
      return;
    }
    tls = handler;
    open.pipeline().addFirst(handler);
    open.pipeline().fireChannelRead(begun).fireChannelReadComplete();
  }

  private @Nullable Address site() {
    ServerTls server = host.options().serverTls();
    return server == null ? null : server.site();
  }

  private @Nullable SslHandler newTls(ByteBufAllocator allocator) {
    Address named = expected;
    if (named != null) {
      ClientTls client = host.options().clientTls();
      return client == null
          ? null
          : client.context().newHandler(allocator, named.host(), named.port());
    }
    ServerTls server = host.options().serverTls();
    return server == null ? null : server.context().newHandler(allocator);
  }

  private void flush() {
    if (isWritable() && channel != null) {
      writeJoined();
      channel.flush();
    }
  }

  private void writeJoined() {
    if (joined != null && channel != null) {
      channel.write(joined, channel.voidPromise());
      joined = null;
    }
  }

  /**
   * Sends what waits and a FIN, then reads on until the peer ends its side too: closing with
   * something unread would make the kernel send a RST, which may overtake what was written.
   */
  private void sayGoodbye() {
    SocketChannel open = channel;
    if (open == null || patience != null) {
      return;
    }
    patience = host.loop().events().schedule(() -> cut(true), ENDING_MS_MAX, TimeUnit.MILLISECONDS);
    open.config().setAutoRead(true);
    writeJoined();
    SslHandler secured = tls;
    if (secured != null) {
      open.flush(); // what TLS has not sent when it closes is lost
    }
    (secured == null ? open.writeAndFlush(Unpooled.EMPTY_BUFFER) : secured.closeOutbound())
        .addListener(written -> open.shutdownOutput());
  }

  private void cut(boolean reset) {
    state = State.GONE;
    if (joined != null) {
      joined.release();
      joined = null;
    }
    if (beforeTls != null) {
      beforeTls.release();
      beforeTls = null;
    }
    if (channel != null && channel.isOpen()) {
      if (reset) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
      channel.close();
    }
  }

  // What Netty says.

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = (SocketChannel) context.channel();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    host.loop().connections().incrementAndGet();
    InetSocketAddress remote = channel == null ? null : channel.remoteAddress();
    if (remote == null || (state != State.DIALLING && state != State.OPEN)) {
      cut(true);
      return;
    }
    Peer peer = new Peer(remote.getAddress().getHostAddress(), Channel.STREAM);
    if (state == State.OPEN) {
      host.accepted(this, peer);
    } else {
      state = State.OPEN;
      if (joined != null) {
        touch();
      }
      host.opened(this, peer);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf read = (ByteBuf) message;
    try {
      if (beforeTls != null) {
        beforeTls.writeBytes(read);
      } else if (state == State.OPEN) {
        byte[] bytes = new byte[read.readableBytes()];
        read.readBytes(bytes);
        host.received(this, Bytes.wrap(bytes));
      }
    } finally {
      read.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    host.loop().connections().decrementAndGet();
    if (patience != null) {
      patience.cancel(false);
    }
    end(cause == null ? Cause.FIN : cause);
    cut(false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable why) {
    if (why instanceof DecoderException) {
      cause = Cause.RST; // TLS has failed; nothing else here decodes
      context.close();
    } else if (why instanceof IOException) {
      Cause found = Causes.ofBreaking(why);
      if (found != null && cause == null) {
        cause = found;
      }
      context.close();
    } else {
      host.loop().failed(conn, why);
      end(Cause.RST);
    }
  }
}
