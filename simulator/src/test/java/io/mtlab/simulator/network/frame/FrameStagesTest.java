package io.mtlab.simulator.network.frame;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.frame;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.run;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Match;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.When;
import io.mtlab.simulator.network.Windows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStagesTest {
  private final Heard heard = new Heard();

  @Test
  void loss_takes_its_share_of_frames_and_records_each() {
    List<Long> lost = new ArrayList<>();
    DecisionLog log = (id, stream, fault, index, value, now) -> lost.add(index);
    Loss loss = new Loss(0.01, site("loss", log));
    for (int i = 0; i < 100_000; i++) {
      loss.take(frame(i), ms(0), heard);
    }

    // Binomial(100,000, 0.01), six deviations of 31.5.
    assertThat(lost).hasSizeBetween(811, 1_189).doesNotHaveDuplicates().isSorted();
    assertThat(heard.lines()).hasSize(100_000 - lost.size());
  }

  @Test
  void loss_takes_nothing_else() {
    Loss loss = new Loss(1, site("loss"));
    loss.take(chunk("token"), ms(0), heard);
    loss.take(frame(0), ms(0), heard);
    loss.take(Unit.End.FIN, ms(0), heard);

    assertThat(heard.lines()).containsExactly("token@0", "FIN@0");
  }

  @Test
  void duplicate_repeats_right_behind() {
    Duplicate duplicate = new Duplicate(Share.of(1), site("duplicate"));
    duplicate.take(frame(0), ms(0), heard);
    duplicate.take(frame(1), ms(3), heard);

    assertThat(heard.lines()).containsExactly("0@0", "0@0", "1@3", "1@3");
  }

  @Test
  void reorder_holds_until_the_gap_has_passed() {
    Site all = site("reorder");
    Match first = Match.of(Spans.parse("0"), When.of(Windows.ALWAYS, 0));
    Site site = new Site(all.id(), all.stream(), all.fault(), all.die(), all.log(), first);
    Reorder reorder = new Reorder(new Reorder.Settings(1, 2, ms(500)), site);
    reorder.take(frame(0), ms(0), heard);
    reorder.take(frame(1), ms(1), heard);
    reorder.take(chunk("token"), ms(1), heard);
    reorder.take(frame(2), ms(2), heard);
    reorder.take(frame(3), ms(3), heard);

    assertThat(heard.lines()).containsExactly("1@1", "token@1", "2@2", "0@2", "3@3");
    assertThat(reorder.heldBytes()).isZero();
  }

  @Test
  void reorder_lets_go_when_the_window_is_over() {
    Reorder reorder = new Reorder(new Reorder.Settings(1, 2, ms(50)), site("reorder"));
    reorder.take(frame(0), ms(0), heard);
    reorder.take(frame(1), ms(20), heard);
    assertThat(reorder.nextWake()).isEqualTo(ms(50));
    run(reorder, ms(60), heard);
    assertThat(heard.lines()).containsExactly("0@50");
    run(reorder, ms(70), heard);

    assertThat(heard.lines()).containsExactly("1@70");
  }

  @Test
  void reorder_hands_on_what_it_holds_before_the_end() {
    Reorder reorder = new Reorder(new Reorder.Settings(1, 2, ms(50)), site("reorder"));
    reorder.take(frame(0), ms(0), heard);
    reorder.take(frame(1), ms(0), heard);
    reorder.take(Unit.End.FIN, ms(1), heard);

    assertThat(heard.lines()).containsExactly("0@1", "1@1", "FIN@1");
  }

  @Test
  void what_is_no_probability_is_refused() {
    assertThatThrownBy(() -> new Loss(1.1, site("loss"))).hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> new Duplicate(Share.of(-0.1), site("d")))
        .hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> new Reorder.Settings(Double.NaN, 1, 1))
        .hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> new Reorder.Settings(0, 0, 1)).hasMessageContaining("gap");
    assertThatThrownBy(() -> new Reorder.Settings(0, 1, 0)).hasMessageContaining("window");
  }
}
