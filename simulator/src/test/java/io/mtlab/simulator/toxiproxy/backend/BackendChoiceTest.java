package io.mtlab.simulator.toxiproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Presets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which back end is meant, what is said when it cannot be had, and what each can do. */
class BackendChoiceTest {
  private static final NetworkProfile PLAIN = Presets.byName("none");
  @TempDir private Path home;

  @Test
  void words_and_addresses_are_understood() {
    assertThat(BackendChoice.parse("embedded")).isEqualTo(BackendChoice.EMBEDDED);
    assertThat(BackendChoice.parse("process").kind()).isEqualTo(BackendKind.PROCESS);
    assertThat(BackendChoice.parse("container").kind()).isEqualTo(BackendKind.CONTAINER);
    assertThat(BackendChoice.parse("127.0.0.1:8474")).hasToString("http://127.0.0.1:8474");
    assertThat(BackendChoice.parse("http://h:1").kind()).isEqualTo(BackendKind.URL);
    for (String wrong : List.of("", "prozess", "http://h", "ftp://h:1", "a b:3")) {
      assertThatThrownBy(() -> BackendChoice.parse(wrong))
          .hasMessageContaining("process, container or http://HOST:PORT, not \"" + wrong + "\"");
    }
  }

  @Test
  void one_that_does_not_answer_is_named_with_the_ways_out() throws Exception {
    String url;
    try (Backend embedded = BackendChoice.EMBEDDED.open()) {
      url = embedded.uri("").toString();
      assertThat(BackendChoice.parse(url).open().name()).isEqualTo("Toxiproxy 2.12.0 (url)");
    }
    assertThatThrownBy(() -> BackendChoice.parse(url).open())
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("no Toxiproxy answers at " + url)
        .hasMessageContaining("--toxiproxy process");
  }

  @Test
  void a_program_is_found_on_the_path_and_then_in_the_cache() throws Exception {
    Map<String, String> environment =
        Map.of("PATH", home.resolve("bin").toString(), "MTLAB_HOME", home.toString());
    assertThatThrownBy(() -> ToxiproxyBinary.find(environment))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("neither toxiproxy-server nor go is on the PATH")
        .hasMessageContaining("embedded");
    Path cached = program(home.resolve("toxiproxy-2.12.0").resolve("server"));
    assertThat(ToxiproxyBinary.find(environment).file()).isEqualTo(cached);
    Path installed = program(home.resolve("bin").resolve("toxiproxy-server"));
    assertThat(ToxiproxyBinary.find(environment).file()).isEqualTo(installed);
  }

  @Test
  void a_program_that_ends_at_once_is_told_with_its_last_words() throws Exception {
    Path program = program(home.resolve("bin").resolve("toxiproxy-server"));
    ToxiproxyBinary binary = ToxiproxyBinary.find(Map.of("PATH", program.getParent() + ""));
    assertThatThrownBy(() -> ProcessBackend.start(binary, List.of()))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("does not start")
        .hasMessageContaining("no such luck");
  }

  @Test
  void what_a_toxic_cannot_say_exactly_is_refused_with_who_can() {
    NetworkProfile fine = PLAIN.withDelay(Time.MILLISECOND / 2, Time.MILLISECOND).withRate(12_500);
    for (BackendKind kind : BackendKind.values()) {
      List<String> lacking = Capability.lacking(fine, kind);
      if (!kind.isReal()) {
        assertThat(lacking).isEmpty();
      } else {
        assertThat(lacking)
            .hasSize(2)
            .allMatch(line -> line.contains("it takes no --toxiproxy or --time virtual"));
        assertThat(lacking.getFirst()).startsWith("unsupported: ").contains("millisecond");
        assertThat(lacking.getLast()).contains("8kbit");
      }
      assertThat(Capability.lacking(fine.withDelay(0, 0).withRate(12_000), kind)).isEmpty();
    }
  }

  @Test
  void every_preset_can_be_had_from_every_back_end() {
    for (Presets preset : Presets.all()) {
      for (BackendKind kind : BackendKind.values()) {
        assertThat(Capability.lacking(preset.profile(), kind)).as(preset.name()).isEmpty();
      }
    }
  }

  private static Path program(Path file) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\necho no such luck\nexit 3\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
