package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed leaves one trace, whatever the virtual machine does that nobody should depend on. */
final class SameTraceTest {
  private static final int SECONDS_MAX = 120;

  @TempDir private Path folder;

  @Test
  void the_trace_depends_on_no_identity_hash_no_collector_and_no_compiler() throws Exception {
    Process one = started("one", "-XX:hashCode=2", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    Process other =
        started("other", "-XX:hashCode=0", "-XX:+UseParallelGC", "-XX:-TieredCompilation");

    assertThat(ended(one, "one")).isZero();
    assertThat(ended(other, "other")).isZero();

    assertThat(folder.resolve("one/trace")).hasSameBinaryContentAs(folder.resolve("other/trace"));
    assertThat(Files.readString(folder.resolve("one/trace"))).contains("\"via\":\"difference\"");
  }

  private Process started(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    String run =
        "run day-of-a-large-group --time virtual --seed 5 --set members=6 --set online=20%"
            + " --set posts=6 --set rate=1/h --set visit=1h --network 3g --out ";
    command.addAll(List.of((run + folder.resolve(name)).split(" ")));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private int ended(Process process, String name) throws Exception {
    boolean over = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(over).as(Files.readString(folder.resolve(name + ".log"))).isTrue();
    return process.exitValue();
  }
}
