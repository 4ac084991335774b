package io.mtlab.simulator.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies from a file, and what is said about one that cannot be used. */
class ConfigTest {
  private final ToxiproxyServer server =
      ToxiproxyServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          ToxiproxyServer.Settings.seeded(7));

  ConfigTest() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void proxies_are_made_as_the_file_says() throws Exception {
    String config =
        """
        [
          {"name": "b", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:1"},
          {"name": "a", "listen": "127.0.0.1:9", "upstream": "127.0.0.1:2", "enabled": false}
        ]
        """;
    assertThat(server.populate(config.getBytes(UTF_8)))
        .hasSize(2)
        .last()
        .asString()
        .contains("a 127.0.0.1:9 -> 127.0.0.1:2 (disabled)");
    ToxiproxyClient client = new ToxiproxyClient("127.0.0.1", server.address().getPort());

    assertThat(client.getProxy("a").isEnabled()).isFalse();
    assertThat(client.getProxy("b").isEnabled()).isTrue();
    assertThat(client.getProxy("b").getListen()).doesNotEndWith(":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1 | 1 | EOF",
        "'[{' | 1 | 3 | unexpected EOF",
        "'[{\"name\":\"ä\"}~  {' | 2 | 3 | invalid character '{' after array element",
        "'{\"name\":\"a\"}' | 1 | 1 | cannot unmarshal object",
        "'[~ {\"name\":\"a\",\"upstream\":\"h:1\",\"enabled\":3}]' | 2 | 41 | into Go struct field",
        "'[~~  {\"name\":\"a\"}]' | 3 | 3 | missing required field: upstream at proxy 1",
        "'[{\"name\":\"a\",\"listen\":\"x\",\"upstream\":\"h:1\"}]' | 1 | 2 | missing port in"
            + " address",
      })
  void a_mistake_is_told_with_its_place(String config, int line, int column, String words) {
    byte[] text = config.replace('~', '\n').getBytes(UTF_8);
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> server.populate(text));

    assertThat(refused).hasMessageContaining(words);
    assertThat(refused.line() + ":" + refused.column()).isEqualTo(line + ":" + column);
  }

  @Test
  void a_port_in_use_is_told_with_the_place_of_its_proxy() throws Exception {
    int taken = server.address().getPort();
    String entry = "{\"name\":\"%s\",\"listen\":\"127.0.0.1:%d\",\"upstream\":\"h:1\"}";
    String config = "[" + entry.formatted("fine", 0) + ",\n" + entry.formatted("late", taken) + "]";
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> server.populate(config.getBytes(UTF_8)));

    assertThat(refused).hasMessageContaining("127.0.0.1:" + taken, "address already in use");
    assertThat(refused.line()).isEqualTo(2);
    assertThat(refused.column()).isEqualTo(1);
    assertThat(new ToxiproxyClient("127.0.0.1", taken).getProxies()).hasSize(1);
  }
}
