package io.mtlab.simulator.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.simulator.seed.Chance;
import io.mtlab.simulator.seed.Seeds;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It remembers what a set that keeps its order would, of which the oldest are taken. */
final class RecentMessagesTest {
  private record Message(int node, long sessionId, long messageId) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1_000, 1_024, 1_500, 5_000})
  void the_last_so_many_are_remembered(int most) {
    Chance chance = new Seeds(most).chance("messages");
    RecentMessages recent = new RecentMessages(most);
    SequencedSet<Message> model = new LinkedHashSet<>();
    long forgottenId = Long.MIN_VALUE;

    for (int i = 0; i < 20_000; i++) {
      Message one = message(chance, 2 * most);
      assertThat(recent.contains(one.node, one.sessionId, one.messageId))
          .isEqualTo(model.contains(one));
      assertThat(recent.add(one.node, one.sessionId, one.messageId)).isEqualTo(model.add(one));
      if (model.size() > most) {
        forgottenId = Math.max(forgottenId, model.removeFirst().messageId);
      }
      if (i % 6_000 == 5_999) {
        recent.forget(1);
        model.removeIf(message -> message.node == 1);
      }
      assertThat(recent.forgottenId()).isEqualTo(forgottenId);
    }
  }

  private static Message message(Chance chance, int range) {
    return new Message(
        (int) chance.nextLong(3), chance.nextLong(2), chance.nextLong(range) << Integer.SIZE);
  }
}
