package io.mtlab.mtproto.session.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.SessionPair;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Seeds;
import java.util.LinkedHashSet;
import java.util.List;

/** A session over a line that loses, repeats, overtakes and breaks. */
final class LossySessionTest {
  private static final int QUERIES = 60;
  private static final int PUSHES = 60;

  @Seeds(count = 200)
  @Covers({"R-002", "R-023", "M-008", "M-015", "M-023"})
  void r002_each_query_is_executed_and_answered_once(long seed) {
    SessionPair pair = new SessionPair(seed);
    pair.loss = 0.2;
    pair.duplicate = 0.1;
    pair.jitter = 200 * Time.MILLISECOND;
    pair.connect();
    for (int i = 1; i <= QUERIES; i++) {
      int number = i;
      pair.at(pair.now + i * (100 * Time.MILLISECOND), () -> pair.query(number));
      pair.at(pair.now + i * (90 * Time.MILLISECOND), () -> pair.push(1000 + number));
    }
    for (int i = 1; i <= 3; i++) {
      pair.at(pair.now + i * (2 * Time.SECOND), pair::disconnect);
      pair.at(pair.now + i * (2 * Time.SECOND) + 300 * Time.MILLISECOND, pair::connect);
    }
    pair.run(10 * Time.MINUTE);

    assertThat(pair.executed).hasSize(QUERIES).allSatisfy((_, times) -> assertThat(times).isOne());
    assertThat(pair.answered).hasSize(QUERIES);
    pair.answered.forEach(
        (query, results) -> assertThat(results).isEqualTo(List.of(SessionPair.body(query))));
    assertThat(pair.updated).hasSize(PUSHES);
    assertThat(new LinkedHashSet<>(pair.updated)).hasSize(PUSHES);
    assertThat(pair.refusedByClient).isEmpty();
    assertThat(pair.server.unacked.isEmpty()).isTrue();
  }

  @Seeds(count = 20)
  @Covers({"S-003", "S-005", "S-014", "S-019"})
  void s003_ids_grow_and_numbers_count_what_is_content_related(long seed) {
    SessionPair pair = new SessionPair(seed);
    pair.loss = 0.3;
    pair.connect();
    for (int i = 1; i <= QUERIES; i++) {
      pair.query(i);
      pair.push(1000 + i);
      pair.run(50 * Time.MILLISECOND);
    }
    assertGrowing(pair.toServer, 0);
    assertGrowing(pair.toClient, 1);
  }

  private static void assertGrowing(List<Envelope> sent, int lowestBit) {
    long last = 0;
    for (Envelope envelope : sent) {
      long id = envelope.message().id();
      assertThat(id).isGreaterThan(last);
      assertThat(id & 1).isEqualTo(lowestBit);
      last = id;
    }
  }
}
