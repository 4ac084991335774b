package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Lane;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a proxy: two sockets on one event loop, with a {@link Passage} between
 * them. Reads are paused while the other socket or a stage has enough. Where no stage stands bytes
 * go from socket to socket as they are.
 *
 * <p>As in the real server a stream that ends closes the other socket wholly, and a reset that
 * comes in goes out as an end.
 */
final class Link implements Passage.Ends {
  private final Proxy proxy;
  private final Listener listener;
  private final EventLoop loop;
  private final Passage passage;
  private final LinkStages stages;
  private final Metrics.Count count;
  private final Side client;
  private final Side server;
  private @Nullable Future<?> alarm;
  private long alarmAt = Time.NEVER;

  Link(Proxy proxy, Listener listener, PassageId id, Channel clientChannel) {
    this.proxy = proxy;
    this.listener = listener;
    this.loop = clientChannel.eventLoop();
    this.passage =
        proxy.framed()
            ? new Passage(id, proxy.shared().secrets(), this)
            : new Passage(id, false, this);
    this.stages = new LinkStages(passage, proxy.surroundings());
    this.count = proxy.count((InetSocketAddress) clientChannel.parent().localAddress());
    this.client = new Side(this, Stream.UPSTREAM);
    this.server = new Side(this, Stream.DOWNSTREAM);
    client.attach(clientChannel);
  }

  /** Opens the other half; the client waits unread until then. */
  void dial() {
    proxy.dial(
        loop,
        server,
        socket -> {
          if (socket == null) {
            client.close(How.FIN);
          } else {
            server.attach(socket);
            connected();
          }
        });
  }

  EventLoop loop() {
    return loop;
  }

  LinkStages stages() {
    return stages;
  }

  /** Ends the connection at once, whatever waits in it. */
  void cut() {
    client.cut();
    server.cut();
    closed();
  }

  /** A socket gave bytes of its stream. */
  void received(Stream stream, ByteBuf buffer) {
    int size = buffer.readableBytes();
    proxy.traffic().countReceived(stream, size);
    count.received(stream, size);
    Side target = target(stream);
    if (target.isClosing()) {
      buffer.release();
    } else if (passage.isTransparent(stream)) {
      proxy.traffic().countSent(stream, size);
      count.sent(stream, size);
      target.write(buffer);
      if (!target.isWritable()) {
        target.flush();
        pauseOrResume(stream);
      }
    } else {
      byte[] copy = new byte[size];
      buffer.readBytes(copy);
      buffer.release();
      take(stream, new Unit.Chunk(Bytes.wrap(copy)));
      pauseOrResume(stream);
    }
  }

  /** A socket's stream is over, by whatever cause. */
  void ended(Stream stream) {
    take(stream, Unit.End.FIN);
    settle();
  }

  /** Stages may be due before their alarm rings. */
  void wake() {
    passage.wake(Clock.now());
    settle();
  }

  /** Something may have changed: writes go out, reads pause or go on, the alarm is set. */
  void settle() {
    client.flush();
    server.flush();
    pauseOrResume(Stream.UPSTREAM);
    pauseOrResume(Stream.DOWNSTREAM);
    setAlarm();
  }

  /** A socket is gone for good. */
  void closed() {
    if (client.isClosed() && server.isClosed()) {
      proxy.remove(listener, this);
      count.end();
      if (alarm != null) {
        alarm.cancel(false);
        alarm = null;
      }
      alarmAt = 0;
    }
  }

  @Override
  public void toServer(Unit unit, long now) {
    leave(unit, Stream.UPSTREAM, server);
  }

  @Override
  public void toClient(Unit unit, long now) {
    leave(unit, Stream.DOWNSTREAM, client);
  }

  private void connected() {
    if (!proxy.add(listener, this)) {
      cut();
      return;
    }
    if (stages.resets()) {
      client.resetOnClose();
      server.resetOnClose();
    }
    passage.watch(proxy.surroundings().taps().open(passage.id(), false, Clock.now()));
    client.begin();
    server.begin();
    settle();
  }

  private void take(Stream stream, Unit unit) {
    if (stream == Stream.UPSTREAM) {
      passage.fromClient(unit, Clock.now());
    } else {
      passage.fromServer(unit, Clock.now());
    }
  }

  private void leave(Unit unit, Stream stream, Side target) {
    switch (unit) {
      case Unit.Chunk(Bytes bytes) -> {
        proxy.traffic().countSent(stream, bytes.size());
        count.sent(stream, bytes.size());
        target.write(bytes);
        if (stages.slices(stream)) {
          target.flush();
        }
      }
      case Unit.End(How how, boolean half) -> {
        if (half) {
          target.endOutput();
        } else {
          target.close(how);
        }
      }
      case Unit.Frame frame -> throw new IllegalStateException("frame " + frame.index());
    }
  }

  private void pauseOrResume(Stream stream) {
    Lane lane = passage.lane(stream);
    source(stream).read(target(stream).isWritable() && !lane.isFull());
  }

  /** One alarm for the connection; one that is too early is left to ring in vain. */
  private void setAlarm() {
    long due = passage.nextWake();
    if (due < alarmAt) {
      if (alarm != null) {
        alarm.cancel(false);
      }
      alarmAt = due;
      long wait = Math.max(0, due - Clock.now());
      alarm = loop.schedule(this::ring, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void ring() {
    alarm = null;
    alarmAt = Time.NEVER;
    wake();
  }

  private Side source(Stream stream) {
    return stream == Stream.UPSTREAM ? client : server;
  }

  private Side target(Stream stream) {
    return stream == Stream.UPSTREAM ? server : client;
  }
}
