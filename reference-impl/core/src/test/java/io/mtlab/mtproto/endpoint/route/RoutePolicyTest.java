package io.mtlab.mtproto.endpoint.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The choice of a route: fact by fact, in a time that is only a number. */
final class RoutePolicyTest {
  private static final int TCP = 0;
  private static final int HTTP = 1;
  private static final int UDP = 2;
  private static final Address A = new Address("192.0.2.1", 443);
  private static final Address B = new Address("192.0.2.1", 80);
  private static final Address C = new Address("2001:db8::1", 5222);

  private final SplittableRandom random = new SplittableRandom(1);
  private long now = 1_767_225_600L * Time.SECOND;

  @Requirement("T-037")
  void t037_pauses_grow_with_jitter_while_one_route_fails() {
    RoutePolicy policy = policy(Route.to(A, TransportSpec.INTERMEDIATE));
    assertThat(policy.first(now).at()).isEqualTo(now);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      policy.failed(TCP, Reason.CUT, now);
      long at = policy.next(now).at();
      pauses.add(at - now);
      now = at;
    }
    assertThat(pauses.getFirst()).isLessThan(Time.SECOND);
    assertThat(pauses.getLast()).isBetween(15 * Time.SECOND, 45 * Time.SECOND);
    assertThat(pauses).as("jitter").doesNotHaveDuplicates();
  }

  @Seeds(count = 20)
  @Covers("T-037")
  void t037_a_server_that_closes_at_once_is_dialled_a_few_times_a_minute(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Route> routes = List.of(Route.to(A, TransportSpec.INTERMEDIATE), Route.to(B, udp()));
    RoutePolicy policy = new RoutePolicy(routes, chance::nextBytes);
    long at = policy.first(now).at();
    int place = TCP;
    int attempts = 0;
    while (at < now + Time.MINUTE) {
      attempts++;
      policy.failed(place, Reason.CUT, at);
      RoutePolicy.Attempt next = policy.next(at);
      place = next.route();
      at = next.at();
    }
    assertThat(attempts).isBetween(5, 20);
  }

  @Requirement({"T-029", "T-037"})
  void t029_after_a_failure_the_next_address_is_tried() {
    RoutePolicy policy = policy(new Route(TransportSpec.INTERMEDIATE, List.of(A, B, C)));
    List<Address> tried = new ArrayList<>(List.of(policy.first(now).to()));
    for (int i = 0; i < 3; i++) {
      policy.failed(TCP, Reason.REFUSED, now);
      tried.add(policy.next(now).to());
    }
    assertThat(tried).containsExactly(A, B, C, A);
    policy.works(TCP, now);
    policy.failed(TCP, Reason.WRONG_DC, now);
    assertThat(policy.next(now).to()).as("-444: another address").isEqualTo(B);
  }

  @Requirement({"T-025", "T-037"})
  void t025_after_a_flood_nothing_is_dialled_for_seconds() {
    RoutePolicy policy = three();
    policy.failed(TCP, Reason.FLOODED, now);
    assertThat(policy.next(now).at() - now).isGreaterThanOrEqualTo(Backoff.PAUSE_AFTER_FLOOD);
  }

  @Test
  void a_route_that_fails_is_left_for_the_next_one_which_is_dialled_at_once() {
    RoutePolicy policy = three();
    policy.uses(TCP);
    policy.works(TCP, now);
    policy.failed(TCP, Reason.CUT, now);
    assertThat(policy.next(now).route()).as("one cut is an accident").isEqualTo(TCP);
    policy.failed(TCP, Reason.REFUSED, now);
    assertThat(policy.next(now)).isEqualTo(new RoutePolicy.Attempt(HTTP, A, now));
    now += 6 * Time.SECOND;
    policy.failed(HTTP, Reason.SILENT, now);
    assertThat(policy.next(now).route()).isEqualTo(UDP);
    policy.failed(UDP, Reason.UNREACHABLE, now);
    assertThat(policy.next(now).route()).as("all are bad: the first that is due").isEqualTo(TCP);
  }

  @Test
  void it_goes_back_to_what_it_likes_better_when_a_probe_has_come_through() {
    RoutePolicy policy = onUdp();
    long at = policy.probeAt();
    assertThat(at - now).isBetween(RoutePolicy.ALONE_MIN / 2, 2 * RoutePolicy.ALONE_MIN);
    now = at;
    assertThat(policy.probe(now).route()).isEqualTo(TCP);
    policy.failed(TCP, Reason.SILENT, now);
    assertThat(policy.probeAt()).as("the next to try is HTTP").isLessThan(now + 10 * Time.SECOND);
    assertThat(policy.verdict(HTTP, Time.MILLISECOND, 0)).isEqualTo(Reason.PREFERRED);
    policy.uses(HTTP);
    now = policy.probeAt();
    assertThat(policy.verdict(policy.probe(now).route(), Time.MILLISECOND, 0))
        .isEqualTo(Reason.PREFERRED);
    policy.uses(TCP);
    assertThat(policy.probeAt()).as("nothing is better than the first").isEqualTo(Time.NEVER);
  }

  @Test
  void a_route_that_goes_bad_again_is_left_alone_ever_longer_until_it_is_forgiven() {
    RoutePolicy policy = onUdp();
    List<Long> alone = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      now = Math.max(now, policy.probeAt());
      policy.works(TCP, now);
      policy.uses(TCP);
      now += 20 * Time.SECOND;
      policy.failed(TCP, Reason.STALLED, now);
      policy.failed(HTTP, Reason.STALLED, now);
      policy.failed(HTTP, Reason.STALLED, now + Time.HOUR);
      policy.uses(UDP);
      alone.add(policy.probeAt() - now);
    }
    assertThat(alone.get(3)).isGreaterThan(2 * alone.getFirst());
    assertThat(alone).allMatch(time -> time <= 2 * RoutePolicy.ALONE_MAX);

    policy.works(TCP, now);
    now += RoutePolicy.FORGIVEN_AFTER;
    policy.works(TCP, now);
    policy.failed(TCP, Reason.STALLED, now);
    policy.uses(UDP);
    assertThat(policy.probeAt() - now).isLessThan(2 * RoutePolicy.ALONE_MIN);
  }

  @Test
  void a_slow_route_is_left_only_for_one_that_is_much_faster() {
    RoutePolicy policy = three();
    policy.uses(TCP);
    policy.works(TCP, now);
    policy.answersTake(Time.SECOND, now);
    assertThat(policy.probeAt()).isEqualTo(Time.NEVER);

    policy.answersTake(4 * Time.SECOND, now);
    assertThat(policy.probeAt()).isEqualTo(now);
    assertThat(policy.probe(now).route()).isEqualTo(HTTP);
    assertThat(policy.verdict(HTTP, 3 * Time.SECOND, 4 * Time.SECOND)).as("stay").isNull();
    assertThat(policy.probeAt()).isEqualTo(now + RoutePolicy.SLOW_PROBE_EVERY);
    now = policy.probeAt();
    assertThat(policy.probe(now).route()).isEqualTo(UDP);
    assertThat(policy.verdict(UDP, Time.SECOND, 4 * Time.SECOND)).isEqualTo(Reason.SLOW);
  }

  @Test
  void a_probe_that_is_slow_itself_brings_nobody_back() {
    assertThat(onUdp().verdict(TCP, 5 * Time.SECOND, Time.SECOND)).isNull();
  }

  private RoutePolicy onUdp() {
    RoutePolicy policy = three();
    policy.failed(TCP, Reason.UNREACHABLE, now);
    policy.failed(HTTP, Reason.UNREACHABLE, now);
    policy.uses(UDP);
    policy.works(UDP, now);
    return policy;
  }

  private RoutePolicy three() {
    return policy(
        Route.to(A, TransportSpec.INTERMEDIATE),
        Route.to(A, TransportSpec.named("http", null)),
        Route.to(A, udp()));
  }

  private static TransportSpec udp() {
    return TransportSpec.named("udp", null);
  }

  private RoutePolicy policy(Route... routes) {
    return new RoutePolicy(List.of(routes), random::nextBytes);
  }
}
