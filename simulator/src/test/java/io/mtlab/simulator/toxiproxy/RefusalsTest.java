package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where our own server is not the real one on purpose: what ends that is refused by ours. */
class RefusalsTest {
  private final ServedToxiproxy toxiproxy = new ServedToxiproxy();
  private final ApiClient api = new ApiClient(toxiproxy);

  RefusalsTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    api.close();
    toxiproxy.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"slicer\"} | average_size",
        "{\"type\":\"slicer\",\"attributes\":{\"average_size\":-1}} | average_size",
        "{\"type\":\"slicer\",\"attributes\":{\"average_size\":5,\"size_variation\":6}} |"
            + " variation",
        "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}} | rate",
        "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":9223372036854775807}} | rate",
        "{\"type\":\"latency\",\"attributes\":{\"jitter\":9223372036854775807}} | jitter",
      })
  void settings_that_end_the_real_server_are_refused(String body, String word) throws IOException {
    Proxy proxy = toxiproxy.client().createProxy("p", "127.0.0.1:0", "127.0.0.1:1");
    ApiClient.Reply reply = api.send("POST", "/proxies/p/toxics", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("invalid attributes", word);
    assertThat(proxy.toxics().getAll()).isEmpty();
  }

  @Test
  void a_refused_update_changes_nothing() throws IOException {
    Proxy proxy = toxiproxy.client().createProxy("p", "127.0.0.1:0", "127.0.0.1:1");
    String slicer = "{\"type\":\"slicer\",\"attributes\":{\"average_size\":5}}";
    assertThat(api.send("POST", "/proxies/p/toxics", slicer).status()).isEqualTo(200);
    String crash = "{\"attributes\":{\"size_variation\":6,\"delay\":9}}";
    assertThat(api.send("PATCH", "/proxies/p/toxics/slicer_downstream", crash).status())
        .isEqualTo(400);

    assertThat(api.send("GET", "/proxies/p/toxics/slicer_downstream", "").body())
        .contains("{\"average_size\":5,\"size_variation\":0,\"delay\":0}");
    assertThat(proxy.toxics().getAll()).hasSize(1);
  }
}
