package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mtlab proxy} says when it does not start. */
final class ProxyCommandTest {
  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void help_shows_both_ways_to_say_it() {
    assertThat(terminal.runs("proxy", "--help")).isZero();
    assertThat(terminal.out())
        .contains("Examples:", "--listen=HOST:PORT", "-host", "-port", "-config", "-proxy-metrics");
  }

  @Test
  void a_configuration_that_cannot_be_used_is_2_with_its_place() throws IOException {
    Path file = Files.writeString(folder.resolve("t.json"), "[\n {\"name\": 7}\n]");
    assertThat(proxy("--config", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains(file + ":2:11: ", "cannot unmarshal number");
    assertThat(proxy("-config", folder.resolve("gone.json").toString())).isEqualTo(4);
    assertThat(terminal.err()).contains("cannot read ", "gone.json");
  }

  @Test
  void a_port_in_use_is_4_and_told_in_one_line() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      assertThat(terminal.runs("proxy", "-host", "127.0.0.1", "-port", port)).isEqualTo(4);
      assertThat(terminal.err())
          .contains("127.0.0.1:" + port + " is in use by another program")
          .hasLineCount(1);
    }
  }

  @Test
  void toxiproxy_s_version_is_told_in_its_words() {
    assertThat(terminal.runs("proxy", "-version")).isZero();
    assertThat(terminal.out()).isEqualTo("toxiproxy-server version 2.12.0\n");
  }

  @Test
  void the_back_ends_are_compared() {
    assertThat(terminal.runs("proxy", "--capabilities")).isZero();
    assertThat(terminal.out().lines())
        .anyMatch(line -> line.matches("frames lost.*(yes +){5}before a real one.*"))
        .anyMatch(line -> line.matches("the same jitter.* yes +- +- +- +yes +the real one.*"))
        .anyMatch(line -> line.endsWith("--toxiproxy container"));
  }

  @Test
  void addresses_that_are_none_are_2() {
    assertThat(terminal.runs("proxy", "--listen", "8474")).isEqualTo(2);
    assertThat(terminal.err()).contains("--listen takes HOST:PORT, not \"8474\"");
    assertThat(terminal.runs("proxy", "--listen", "127.0.0.1:x")).isEqualTo(2);
    assertThat(terminal.runs("proxy", "-port", "70000")).isEqualTo(2);
    assertThat(terminal.err()).contains("from 0 to 65535");
    assertThat(terminal.runs("proxy", "--listen", "127.0.0.1:0", "-port", "1")).isEqualTo(2);
    assertThat(terminal.runs("proxy", "--secret", "dd")).isEqualTo(2);
  }

  private int proxy(String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "proxy";
    all[1] = "--listen";
    all[2] = "127.0.0.1:0";
    System.arraycopy(more, 0, all, 3, more.length);
    return terminal.runs(all);
  }
}
