package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import io.mtlab.simulator.network.Stream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One of the two sockets of a {@link Link}: hears it, and writes and closes as the link says. */
final class Side extends ChannelInboundHandlerAdapter {
  /** A few small frames; what is larger takes a buffer of its own size. */
  private static final int GATHERED_BYTES = 4 * 1024;

  private static final int READ_BYTES_MIN = 512;
  private static final int READ_BYTES_FIRST = 4 * 1024;
  private static final int READ_BYTES_MAX = 256 * 1024;
  private static final WriteBufferWaterMark WAITING_BYTES =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final Link link;
  private final Stream stream;
  private @Nullable Channel channel;
  private boolean begun;
  private boolean ended;
  private boolean closing;
  private boolean unflushed;

  /** What stages handed on since the last flush. */
  private @Nullable ByteBuf gathered;

  /** What came before both sockets stood: a socket that ends is read although reading is off. */
  private final Deque<ByteBuf> early = new ArrayDeque<>(0);

  /** The stream is the one that comes out of this socket. */
  Side(Link link, Stream stream) {
    this.link = link;
    this.stream = stream;
  }

  /** Takes the socket; nothing is read from it yet. */
  void attach(Channel socket) {
    channel = socket;
    socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    socket.config().setOption(ChannelOption.TCP_NODELAY, true);
    socket.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    socket.config().setWriteBufferWaterMark(WAITING_BYTES);
    socket
        .config()
        .setRecvByteBufAllocator(
            new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_FIRST, READ_BYTES_MAX));
    if (socket.pipeline().get(Side.class) == null) {
      socket.pipeline().addLast(this);
    }
  }

  /** Both sockets stand: what was heard before counts now. */
  void begin() {
    begun = true;
    while (!early.isEmpty()) {
      link.received(stream, early.remove());
    }
    if (ended) {
      link.ended(stream);
    }
  }

  /** Whether to go on reading. */
  void read(boolean on) {
    if (channel != null && channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  boolean isWritable() {
    return channel != null && (channel.isWritable() || closing);
  }

  /** Whether nothing more can be written, since the stream to this socket has ended. */
  boolean isClosing() {
    return closing;
  }

  boolean isClosed() {
    return channel == null || !channel.isOpen();
  }

  void write(ByteBuf buffer) {
    if (channel == null || closing) {
      buffer.release();
    } else {
      writeGathered();
      var _ = channel.write(buffer, channel.voidPromise());
      unflushed = true;
    }
  }

  /** Writes a piece that a stage handed on; pieces go out together at the next flush. */
  void write(Bytes bytes) {
    Channel socket = channel;
    if (socket == null || closing) {
      return;
    }
    ByteBuf buffer = gathered;
    if (buffer != null && buffer.maxFastWritableBytes() < bytes.size()) {
      writeGathered();
      buffer = null;
    }
    if (buffer == null) {
      buffer = socket.alloc().directBuffer(Math.max(GATHERED_BYTES, bytes.size()));
      gathered = buffer;
    }
    buffer.writeBytes(bytes.sharedArray(), bytes.sharedOffset(), bytes.size());
    unflushed = true;
  }

  private void dropGathered() {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }

  private void writeGathered() {
    ByteBuf buffer = gathered;
    gathered = null;
    if (buffer != null && channel != null) {
      var _ = channel.write(buffer, channel.voidPromise());
    }
  }

  void flush() {
    if (unflushed && channel != null) {
      writeGathered();
      unflushed = false;
      channel.flush();
    }
  }

  /** However this socket is closed from now on, its peer sees a reset. */
  void resetOnClose() {
    if (channel != null) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
  }

  /** Closes the socket: behind what was written to it, or by a reset at once. */
  void close(How how) {
    if (channel == null || closing) {
      return;
    }
    closing = true;
    unflushed = false;
    if (how == How.RST) {
      dropGathered();
      resetOnClose();
      var _ = channel.close();
    } else {
      writeGathered();
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Ends what this socket sends, behind what was written to it; it still receives. */
  void endOutput() {
    if (channel instanceof DuplexChannel socket && !closing) {
      unflushed = false;
      writeGathered();
      socket
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(done -> {
            var _ = socket.shutdownOutput();
          });
    }
  }

  /** Closes the socket without waiting for what was written. */
  void cut() {
    closing = true;
    dropGathered();
    if (channel != null) {
      var _ = channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (begun) {
      link.received(stream, (ByteBuf) message);
    } else {
      early.add((ByteBuf) message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (begun) {
      link.settle();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (begun) {
      link.settle();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      end();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
    dropGathered();
    link.closed();
    if (!begun) {
      drop();
    }
  }

  private void drop() {
    while (!early.isEmpty()) {
      early.remove().release();
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      if (begun) {
        link.ended(stream);
      }
    }
  }
}
