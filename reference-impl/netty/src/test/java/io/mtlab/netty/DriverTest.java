package io.mtlab.netty;

import static io.mtlab.netty.Witness.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.netty.Witness.Seen;
import io.mtlab.netty.Witness.Woken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a driver does for machines without connections. */
class DriverTest {
  private record Numbered(int value) implements Request, Answer, Event {}

  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private final Driver driver = Driver.open(1, (conn, why) -> bugs.add(why));
  private final BlockingQueue<Seen> seen = Witness.queue();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void time_is_that_of_the_system_and_does_not_go_back() {
    long before = driver.now();
    assertThat(Duration.between(Instant.ofEpochSecond(0, before), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(5));
    assertThat(driver.now()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void an_alarm_goes_off_in_time_and_once() throws InterruptedException {
    long at = driver.now() + 20 * Time.MILLISECOND;
    Hosted<Witness> hosted = driver.host(out -> new Witness(out, seen, false));
    hosted.execute((machine, now) -> machine.wakeAt(at + Time.SECOND));
    hosted.execute((machine, now) -> machine.wakeAt(at));
    long woken = ((Woken) next(seen)).now();
    assertThat(woken).isBetween(at, at + 10 * Time.SECOND);
    assertThat(seen).isEmpty();
  }

  @Test
  void each_of_many_machines_has_its_alarm() throws InterruptedException {
    List<BlockingQueue<Seen>> queues = new ArrayList<>();
    long begin = driver.now();
    for (int i = 0; i < 1_000; i++) {
      BlockingQueue<Seen> queue = Witness.queue();
      queues.add(queue);
      long at = begin + (i * 7919L % 1_000) * 100 * Time.MICROSECOND;
      driver
          .host(out -> new Witness(out, queue, false))
          .execute((machine, now) -> machine.wakeAt(at));
    }
    for (int i = 0; i < 1_000; i++) {
      long at = begin + (i * 7919L % 1_000) * 100 * Time.MICROSECOND;
      assertThat(((Woken) next(queues.get(i))).now()).isGreaterThanOrEqualTo(at);
    }
  }

  @Test
  void what_happens_goes_to_the_owner_with_its_time() throws InterruptedException {
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    HostOptions options =
        HostOptions.DEFAULT.withEvents((event, now) -> {
          heard.add(event);
          heard.add(now);
        });
    long before = driver.now();
    driver
        .host(options, out -> new Witness(out, seen, false))
        .execute((machine, now) -> machine.out().happened(new Numbered(7)));
    assertThat(heard.take()).isEqualTo(new Numbered(7));
    assertThat((Long) heard.take()).isBetween(before, driver.now());
  }

  @Test
  void what_is_asked_goes_to_the_part_behind_and_its_answer_comes_back()
      throws InterruptedException {
    BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    HostOptions options =
        HostOptions.DEFAULT.withAsks((ticket, request, now) -> asked.add(request));
    Hosted<Witness> hosted = driver.host(options, out -> new Witness(out, seen, false));
    hosted.execute((machine, now) -> machine.out().ask(new Ticket(1), new Numbered(2)));
    assertThat(asked.take()).isEqualTo(new Numbered(2));
    hosted.answer(new Ticket(1), new Numbered(3));
    assertThat(next(seen)).isEqualTo(new Witness.Answered(new Ticket(1), new Numbered(3)));
  }

  @Test
  void a_machine_that_cannot_be_made_is_a_bug_that_is_told() throws InterruptedException {
    Hosted<Witness> hosted =
        driver.host(out -> {
          throw new IllegalStateException("no machine");
        });
    assertThat(bugs.take()).hasMessage("no machine");
    assertThat(hosted.query((machine, now) -> 1)).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void machines_of_a_loop_share_what_they_are_made_with() throws Exception {
    Hosted<Witness> one = driver.host(out -> new Witness(out, seen, false));
    Hosted<Witness> other = driver.host(out -> new Witness(out, seen, false));
    assertThat(one.query((machine, now) -> machine.out().entropy()).get())
        .isSameAs(other.query((machine, now) -> machine.out().entropy()).get());
    assertThat(one.query((machine, now) -> machine.out().loopNumber()).get()).isZero();
  }
}
