package io.mtlab.simulator.live;

import io.mtlab.mtproto.machine.Machine;
import io.mtlab.netty.Hosted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A machine of a scenario on its event loop. Any thread may call it. */
public final class LiveNode<M extends Machine> {
  private final String name;
  private final int number;
  private final Hosted<Metered<M>> hosted;
  private final AtomicInteger roamed = new AtomicInteger();
  private final AtomicReference<String> place;

  LiveNode(String name, int number, Hosted<Metered<M>> hosted, AtomicReference<String> place) {
    this.place = place;
    this.name = name;
    this.number = number;
    this.hosted = hosted;
  }

  /** The node's name in the trace. */
  public String name() {
    return name;
  }

  /** The node's number: it dials from the {@link SourceAddress} of it. */
  public int number() {
    return number;
  }

  /** Gives the machine an input of its owner's, soon, on its event loop. */
  public void execute(Hosted.Task<? super M> task) {
    hosted.execute((metered, now) -> task.run(metered.machine(), now));
  }

  /** Looks at the machine, soon, on its event loop. */
  public <T> CompletableFuture<T> query(Hosted.Query<? super M, T> query) {
    return hosted.query((metered, now) -> query.of(metered.machine(), now));
  }

  /** The node goes to another network: its connections are cut, and it dials from elsewhere. */
  public void roam() {
    hosted.moveTo(SourceAddress.of(number, roamed.incrementAndGet()));
  }

  /** The same to a place with routes of its own. */
  public void roam(String to) {
    place.set(to);
    roam();
  }

  /** Takes the machine away; its connections end. */
  public void close() {
    hosted.close();
  }
}
