package io.mtlab.netty;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.collection.LongObjectHashMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine's one port for the datagrams of all its peers. Its doorman says whose each is. */
// Netty tells of failures by exceptionCaught as well.
@SuppressWarnings("FutureReturnValueIgnored")
final class DatagramPort extends ChannelInboundHandlerAdapter {
  private final MachineHost<?> host;
  private final Doorman doorman;
  private final LongObjectHashMap<Guest> guests = new LongObjectHashMap<>();
  private @Nullable DatagramChannel channel;

  DatagramPort(MachineHost<?> host, Doorman doorman) {
    this.host = host;
    this.doorman = doorman;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = (DatagramChannel) context.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    try {
      ByteBuf read = packet.content();
      byte[] bytes = new byte[read.readableBytes()];
      read.readBytes(bytes);
      received(Bytes.wrap(bytes), packet.sender());
    } finally {
      packet.release();
    }
  }

  private void received(Bytes datagram, InetSocketAddress sender) {
    Address from = new Address(sender.getAddress().getHostAddress(), sender.getPort());
    switch (doorman.received(datagram, from, host.loop().now())) {
      case Doorman.Verdict.Drop _ -> {}
      case Doorman.Verdict.Reply(Bytes answer) -> {
        write(answer, sender);
        flush();
      }
      case Doorman.Verdict.Belongs(long connection) -> {
        Guest guest = guests.get(connection);
        if (guest == null) {
          guest = new Guest(connection, host.nextAccepted(), sender);
          guests.put(connection, guest);
          host.loop().connections().incrementAndGet();
          host.accepted(guest, new Peer(from.host(), Channel.DATAGRAM));
        }
        guest.at = sender;
        host.received(guest, datagram);
      }
    }
  }

  /** More than may wait is lost, as datagrams may be. */
  private void write(Bytes bytes, InetSocketAddress to) {
    DatagramChannel open = channel;
    if (open != null && waitingBytes() + bytes.size() <= host.options().backlogBytesMax()) {
      ByteBuf content =
          Unpooled.wrappedBuffer(bytes.sharedArray(), bytes.sharedOffset(), bytes.size());
      open.write(new DatagramPacket(content, to), open.voidPromise());
    }
  }

  private void flush() {
    if (channel != null) {
      channel.flush();
    }
  }

  private long waitingBytes() {
    ChannelOutboundBuffer written = channel == null ? null : channel.unsafe().outboundBuffer();
    return written == null ? 0 : written.totalPendingWriteBytes();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    List.copyOf(guests.values()).forEach(guest -> guest.end(Cause.SHUTDOWN));
  }

  /** What one datagram met on its way out is no reason to close the port. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable why) {
    if (!(why instanceof IOException)) {
      host.loop().failed(null, why);
    }
  }

  /** One peer's connection. */
  private final class Guest implements Wire {
    private final long connection;
    private final Conn conn;
    private InetSocketAddress at;
    private boolean touched;
    private boolean gone;

    Guest(long connection, Conn conn, InetSocketAddress at) {
      this.connection = connection;
      this.conn = conn;
      this.at = at;
    }

    @Override
    public Conn conn() {
      return conn;
    }

    @Override
    public void transmit(Bytes bytes) {
      if (!gone) {
        write(bytes, at);
        touch();
      }
    }

    @Override
    public void startTls(@Nullable Address server, Bytes already) {
      throw new IllegalStateException("there is no TLS over datagrams");
    }

    @Override
    public void close(How how) {
      leave();
      touch();
    }

    @Override
    public void end(Cause why) {
      if (!gone) {
        leave();
        host.closed(this, why);
      }
    }

    private void leave() {
      if (!gone) {
        gone = true;
        guests.remove(connection);
        doorman.ended(connection);
        host.loop().connections().decrementAndGet();
      }
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
      flush();
    }

    /** One peer of many cannot be kept waiting: the port is read for all of them. */
    @Override
    public void setReading(boolean reading) {}

    @Override
    public long backlogBytes() {
      return 0;
    }
  }
}
