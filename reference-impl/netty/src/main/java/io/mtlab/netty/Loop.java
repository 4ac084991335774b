package io.mtlab.netty;

import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.machine.Wheel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One event loop and the machines on it. What machines want done to their connections is carried
 * out at the end of the loop's turn, never inside their calls. One wheel has the alarms of all
 * machines, since an alarm of Netty's for each costs a hundred times as much.
 */
final class Loop {
  private final int number;
  private final EventLoop events;
  private final WallClock clock;
  private final Failures failures;
  private final SecureEntropy entropy = new SecureEntropy();

  /** Connections that stand; counted here, read by anybody. */
  private final AtomicInteger connections = new AtomicInteger();

  private final Wheel wheel;
  private final List<@Nullable MachineHost<?>> hosts = new ArrayList<>();
  private final ArrayDeque<Integer> freeHandles = new ArrayDeque<>();

  private final ArrayDeque<Wire> touchedWires = new ArrayDeque<>();
  private final ArrayDeque<MachineHost<?>> touchedHosts = new ArrayDeque<>();
  private boolean settleQueued;

  private long alarmAt = Time.NEVER;
  private @Nullable ScheduledFuture<?> alarm;

  Loop(int number, EventLoop events, WallClock clock, Failures failures) {
    this.number = number;
    this.events = events;
    this.clock = clock;
    this.failures = failures;
    this.wheel = new Wheel(clock.now());
  }

  int number() {
    return number;
  }

  EventLoop events() {
    return events;
  }

  SecureEntropy entropy() {
    return entropy;
  }

  AtomicInteger connections() {
    return connections;
  }

  long now() {
    return clock.now();
  }

  /** Says whether the task will be run: not when the loop has ended. */
  boolean execute(Runnable task) {
    try {
      events.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  void failed(@Nullable Conn conn, Throwable why) {
    failures.failed(conn, why);
  }

  /** Gives a machine its alarm; answers the alarm's handle. */
  int enter(MachineHost<?> host) {
    Integer free = freeHandles.poll();
    if (free != null) {
      hosts.set(free, host);
      return free;
    }
    hosts.add(host);
    return hosts.size() - 1;
  }

  /** Takes a machine's alarm away. */
  void leave(int handle) {
    wheel.cancel(handle);
    hosts.set(handle, null);
    freeHandles.add(handle);
  }

  /** Sets a machine's alarm, if its time changed. */
  void setAlarm(int handle, long at) {
    if (wheel.at(handle) != at) {
      wheel.set(handle, at);
    }
  }

  /** This connection has something to carry out. */
  void touch(Wire wire) {
    touchedWires.add(wire);
    queueSettle();
  }

  /** This machine had an input. */
  void touch(MachineHost<?> host) {
    touchedHosts.add(host);
    queueSettle();
  }

  /** Every machine hears that it is over, every connection ends. */
  void shutDown() {
    hosts.stream().filter(Objects::nonNull).toList().forEach(MachineHost::shutDown);
  }

  private void queueSettle() {
    if (!settleQueued) {
      settleQueued = true;
      events.execute(this::settle);
    }
  }

  private void settle() {
    Wire wire;
    MachineHost<?> host;
    while ((wire = touchedWires.poll()) != null) {
      wire.settle();
    }
    while ((host = touchedHosts.poll()) != null) {
      host.rearm();
    }
    settleQueued = false;
    if (!touchedWires.isEmpty() || !touchedHosts.isEmpty()) {
      queueSettle();
    }
    scheduleAlarm();
  }

  private void scheduleAlarm() {
    long at = wheel.nextWake();
    if (at >= alarmAt) {
      return; // the wheel is looked at earlier anyway
    }
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarmAt = at;
    alarm = events.schedule(this::wake, Math.max(0, at - now()), TimeUnit.NANOSECONDS);
  }

  private void wake() {
    alarmAt = Time.NEVER;
    alarm = null;
    long now = now();
    int handle;
    while ((handle = wheel.poll(now)) != Wheel.NONE) {
      MachineHost<?> host = hosts.get(handle);
      if (host != null) {
        host.wake(now);
      }
    }
    scheduleAlarm();
  }
}
