package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class TimerSlackTest {
  @Test
  void only_the_thread_that_asks_is_woken_on_time() throws Exception {
    String before = slackOfThisThread();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      other.submit(TimerSlack::endForThisThread).get();
      assertThat(other.submit(TimerSlackTest::slackOfThisThread).get()).isEqualTo("1");
    }
    assertThat(slackOfThisThread()).isEqualTo(before).isNotEqualTo("1");
  }

  private static String slackOfThisThread() throws Exception {
    String id = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
    return Files.readString(Path.of("/proc", id, "timerslack_ns")).strip();
  }
}
