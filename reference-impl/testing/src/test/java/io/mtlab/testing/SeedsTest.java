package io.mtlab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class SeedsTest {
  private String given = "";

  @BeforeEach
  void rememberSeed() {
    given = System.getProperty("seed", "");
    System.clearProperty("seed");
  }

  @AfterEach
  void restoreSeed() {
    System.setProperty("seed", given);
  }

  @Test
  void each_seed_is_run_once_and_a_failure_names_its_seed() {
    Events tests = run();

    tests.assertStatistics(counts -> counts.started(9).succeeded(8).failed(1));
    tests
        .failed()
        .assertEventsMatchExactly(
            event(
                finishedWithFailure(
                    message(text -> text.startsWith("-Dseed=6: ") && text.contains("not six")))));
  }

  @Test
  void the_property_seed_runs_that_seed_alone() {
    System.setProperty("seed", "6");

    run().assertStatistics(counts -> counts.started(1).failed(1));
  }

  @Test
  void a_seed_outside_the_count_can_be_asked_for() {
    System.setProperty("seed", "-12345678901");

    run().assertStatistics(counts -> counts.started(1).succeeded(1));
  }

  private static Events run() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(FailsForSix.class, "notSix", long.class))
        .execute()
        .testEvents();
  }

  /** Run by the tests above only: surefire takes no nested class. */
  static class FailsForSix {
    @Seeds(count = 9)
    void notSix(long seed) {
      assertThat(seed).as("not six").isNotEqualTo(6);
    }
  }
}
