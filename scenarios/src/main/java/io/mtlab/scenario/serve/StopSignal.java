package io.mtlab.scenario.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a signal that asks this process to end. That is how a server is usually stopped and no
 * failure: the process ends with 0 once the server has said that it has stopped.
 */
final class StopSignal {
  private static final int STOP_SECONDS_MAX = 15;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /** Heard from now on. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::signalled, "stop"));
    return signal;
  }

  /** Asks to stop, as the signal does. */
  void ask() {
    stop.countDown();
  }

  /** Asks to stop when this process's input ends, as it does when its parent is gone. */
  void askAtEndOfInput() {
    Thread.ofPlatform()
        .daemon()
        .name("input")
        .start(() -> {
          try {
            System.in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // Who cannot read his input has no parent either.
            return;
          } finally {
            ask();
          }
        });
  }

  /** Waits until the server is to stop; false if that is not so for so many seconds. */
  boolean await(long seconds) throws InterruptedException {
    return stop.await(seconds, TimeUnit.SECONDS);
  }

  /** Waits until the server is to stop. */
  void await() throws InterruptedException {
    stop.await();
  }

  /** Everything has ended in order. */
  void stopped() {
    stopped.countDown();
  }

  private void signalled() {
    stop.countDown();
    try {
      if (stopped.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
