package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Presets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Frame faults over real sockets: frames of the intermediate transport to a plain echo and back.
 */
class FaultsTest {
  private static final byte[] TAG = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee};

  private final Semaphore decided = new Semaphore(0);
  private final ServedToxiproxy toxiproxy =
      new ServedToxiproxy((id, stream, fault, index, value, now) -> decided.release());
  private final EchoServer echo = new EchoServer(TAG.length);
  private final ApiClient api = new ApiClient(toxiproxy);

  FaultsTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    api.close();
    toxiproxy.close();
    echo.close();
  }

  @Test
  void lost_frames_are_those_that_the_dice_name_and_no_others() throws IOException {
    String listen = framedProxy();
    create("loss", "upstream", "0.3", "");
    try (Wire wire = Wire.from("127.64.0.5", listen)) {
      List<Integer> back = echoed(wire, 200, expectedAfterLoss("p", 5, 0.3, 200).size());

      assertThat(back).isEqualTo(expectedAfterLoss("p", 5, 0.3, 200));
      assertThat(back).hasSizeBetween(110, 170);
    }
  }

  @Test
  void the_tag_is_never_lost() throws IOException, InterruptedException {
    String listen = framedProxy();
    create("loss", "upstream", "1", "");
    try (Wire wire = Wire.to(listen)) {
      wire.send(TAG).send(frame(0)).send(frame(1));
      assertThat(decided.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
      api.send("DELETE", "/proxies/p/faults/loss_upstream", "");
      wire.send(frame(2));

      assertThat(received(wire, 1)).containsExactly(2);
    }
  }

  @Test
  void duplicates_come_right_behind_their_frames() throws IOException {
    String listen = framedProxy();
    create("duplicate", "downstream", "1", "");
    try (Wire wire = Wire.to(listen)) {
      assertThat(echoed(wire, 3, 6)).containsExactly(0, 0, 1, 1, 2, 2);
    }
  }

  @Test
  void a_reordered_frame_lets_later_ones_pass_and_none_is_missing() throws IOException {
    String listen = framedProxy();
    create("reorder", "upstream", "0.2", ",\"gap\":2,\"window\":60000");
    try (Wire wire = Wire.to(listen)) {
      List<Integer> all = new ArrayList<>(echoed(wire, 300, 290));
      api.send("DELETE", "/proxies/p/faults/reorder_upstream", "");
      all.addAll(received(wire, 10));

      assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 300).boxed().toList());
      assertThat(all).isNotEqualTo(IntStream.range(0, 300).boxed().toList());
    }
  }

  @Test
  void a_reordered_frame_comes_after_its_window_if_none_passes() throws IOException {
    String listen = framedProxy();
    create("reorder", "upstream", "1", ",\"gap\":5,\"window\":200");
    try (Wire wire = Wire.to(listen)) {
      long start = System.nanoTime();

      assertThat(echoed(wire, 3, 3)).containsExactly(0, 1, 2);
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(199);
    }
  }

  @Test
  void without_keys_a_proxy_finds_what_is_sent_without_one() throws IOException {
    String listen = framedProxy();
    String fault =
        """
        {"type": "loss", "stream": "upstream",
         "attributes": {"messages": ["req_pq_multi", "msgs_ack"]}}
        """;
    assertThat(api.send("POST", "/proxies/p/faults", fault).body())
        .contains("{\"probability\":1,\"messages\":\"req_pq_multi,msgs_ack\"}");
    ByteBuffer plain = ByteBuffer.allocate(4 + 40).order(ByteOrder.LITTLE_ENDIAN);
    plain.putInt(40).putLong(0).putLong(1L << 32).putInt(20).putInt(0xbe7e8ef1);
    byte[] other = plain.array().clone();
    other[4 + 8 + 8 + 4] ^= 1;
    try (Wire wire = Wire.to(listen)) {
      wire.send(TAG).send(plain.array()).send(frame(7)).send(other).send(frame(8));

      assertThat(received(wire, 3)).containsExactly(7, 0, 8);
    }
    String unknown = fault.replace("req_pq_multi", "req_pq_mutli");
    assertThat(api.send("POST", "/proxies/p/faults", unknown).body())
        .contains("no message is called", "req_pq_multi");
  }

  @Test
  void a_proxy_that_runs_alone_has_no_phases() throws IOException {
    framedProxy();
    ApiClient.Reply refused = create("loss", "upstream", "0.1", ",\"phase\":\"join\"");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("a proxy that runs alone has none");
  }

  @Test
  void the_api_has_the_verbs_and_the_errors_of_toxics() throws IOException {
    framedProxy();
    assertThat(create("loss", "upstream", "0.01", "").body())
        .isEqualTo(
            "{\"attributes\":{\"probability\":0.01},\"name\":\"loss_upstream\","
                + "\"type\":\"loss\",\"stream\":\"upstream\"}");
    assertThat(create("loss", "upstream", "0.5", "").status()).isEqualTo(409);
    ApiClient.Reply changed =
        api.send(
            "PATCH", "/proxies/p/faults/loss_upstream", "{\"attributes\":{\"probability\":0.02}}");
    assertThat(changed.body()).contains("\"probability\":0.02");
    create("reorder", "downstream", "1", "");
    assertThat(api.send("GET", "/proxies/p/faults", "").body())
        .startsWith("[{\"attributes\":{\"probability\":0.02},")
        .contains("{\"probability\":1,\"gap\":1,\"window\":500}");
    assertThat(api.send("GET", "/proxies/p", "").body())
        .contains("\"framing\":\"mtproto\",\"faults\":[{");
    assertThat(api.send("DELETE", "/proxies/p/faults/loss_upstream", "").status()).isEqualTo(204);
    assertThat(api.send("DELETE", "/proxies/p/faults/loss_upstream", "").body())
        .isEqualTo("{\"error\":\"fault not found\",\"status\":404}\n");
    assertThat(api.send("POST", "/reset", "").status()).isEqualTo(204);
    assertThat(api.send("GET", "/proxies/p/faults", "").body()).isEqualTo("[]");
  }

  @Test
  void what_is_no_probability_gap_or_window_is_refused() throws IOException {
    framedProxy();
    for (String probability : List.of("1.01", "-0.1", "\"x\"", "1e400")) {
      assertThat(create("loss", "upstream", probability, "").status()).isEqualTo(400);
    }
    for (String more : List.of(",\"gap\":0", ",\"gap\":1.5", ",\"window\":0", ",\"gab\":1")) {
      assertThat(create("reorder", "upstream", "0.1", more).status()).isEqualTo(400);
    }
    assertThat(create("teleport", "upstream", "0.1", "").body())
        .contains("invalid fault type, can be loss, corrupt, duplicate, replay, reorder, inject,");
    assertThat(create("loss", "sideways", "0.1", "").body()).contains("stream was invalid");
    assertThat(api.send("GET", "/proxies/p/faults", "").body()).isEqualTo("[]");
  }

  @Test
  void a_proxy_without_framing_takes_no_fault() throws IOException {
    toxiproxy.client().createProxy("p", "127.0.0.1:0", echo.address());

    assertThat(create("loss", "upstream", "0.1", "").body())
        .isEqualTo(
            "{\"error\":\"frame faults need a proxy with \\\"framing\\\": \\\"mtproto\\\";"
                + " p has \\\"none\\\"\",\"status\":400}\n");
  }

  @Test
  void framing_changes_only_while_there_is_no_connection() throws IOException {
    String listen = framedProxy();
    try (Wire wire = Wire.to(listen)) {
      echoed(wire, 1, 1);
      assertThat(api.send("PATCH", "/proxies/p", "{\"framing\":\"none\"}").status()).isEqualTo(409);
      wire.endOutput().receiveAll();
    }
    assertThat(api.send("PATCH", "/proxies/p", "{\"framing\":\"tls\"}").status()).isEqualTo(400);
    ApiClient.Reply reply = api.send("PATCH", "/proxies/p", "{\"framing\":\"none\"}");
    for (int i = 0; i < 1000 && reply.status() == 409; i++) {
      // The proxy forgets a connection a moment after its client saw the end.
      reply = api.send("PATCH", "/proxies/p", "{\"framing\":\"none\"}");
    }
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).doesNotContain("framing");
  }

  @Test
  void bytes_that_are_no_transport_pass_untouched_through_framing() throws IOException {
    String listen = framedProxy();
    create("loss", "upstream", "1", "");
    try (Wire wire = Wire.to(listen)) {
      byte[] request = "220 mail.example.org\r\n".repeat(4).getBytes(StandardCharsets.UTF_8);
      byte[] behindTag = Arrays.copyOfRange(request, TAG.length, request.length);

      assertThat(wire.send(request).receive(behindTag.length)).isEqualTo(behindTag);
    }
  }

  @Test
  void every_preset_can_be_asked_for() throws IOException {
    for (Presets preset : Presets.all()) {
      framedProxy();
      ProfileRequests requests = ProfileRequests.of(preset.profile());
      for (String toxic : requests.toxics()) {
        assertThat(api.send("POST", "/proxies/p/toxics", toxic).status()).isEqualTo(200);
      }
      for (String fault : requests.faults()) {
        assertThat(api.send("POST", "/proxies/p/faults", fault).status()).isEqualTo(200);
      }
      api.send("DELETE", "/proxies/p", "");
    }
    NetworkProfile fine = NetworkProfile.NONE.with("delay", "1.5ms");
    assertThatThrownBy(() -> ProfileRequests.of(fine)).hasMessageContaining("milliseconds");
  }

  @Test
  void what_toxics_cannot_say_exactly_is_said_as_faults() throws IOException {
    String listen = framedProxy();
    NetworkProfile fine = NetworkProfile.NONE.with("delay", "30.5ms").with("rate", "100kbit");
    ProfileRequests requests = ProfileRequests.ofEmbedded(fine);
    for (String fault : requests.faults()) {
      assertThat(api.send("POST", "/proxies/p/faults", fault).status()).isEqualTo(200);
    }
    long start = System.nanoTime();
    try (Wire wire = Wire.to(listen)) {
      assertThat(echoed(wire, 1, 1)).containsExactly(0);
    }

    assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(61);
    assertThat(requests.toxics()).isEmpty();
    assertThat(api.send("GET", "/proxies/p/faults", "").body())
        .contains("\"base\":30.5", "\"rate\":12.5");
    assertThat(ProfileRequests.ofEmbedded(NetworkProfile.NONE.with("delay", "30ms")).toxics())
        .hasSize(2);
  }

  @Test
  void a_list_of_frames_and_a_burst_model_lose_what_they_were_told() throws IOException {
    String listen = framedProxy();
    send("loss", "upstream", "\"model\":\"list\",\"list\":\"1,3..5\"");
    try (Wire wire = Wire.to(listen)) {
      assertThat(echoed(wire, 8, 4)).containsExactly(0, 2, 6, 7);
    }
    send("loss", "downstream", "\"model\":\"gilbert\",\"p\":1,\"r\":0,\"most\":2");
    try (Wire wire = Wire.to(listen)) {
      assertThat(echoed(wire, 10, 2)).containsExactly(6, 9);
    }
  }

  @Test
  void a_corrupted_frame_is_one_bit_away_from_what_was_sent() throws IOException {
    String listen = framedProxy();
    send("corrupt", "upstream", "\"probability\":1,\"place\":4,\"frames\":\"1\"");
    try (Wire wire = Wire.to(listen)) {
      wire.send(TAG).send(frame(0)).send(frame(1)).send(frame(2));
      List<byte[]> back = List.of(wire.receive(44), wire.receive(44), wire.receive(44));

      assertThat(back.get(0)).isEqualTo(frame(0));
      assertThat(back.get(2)).isEqualTo(frame(2));
      int flipped = 0;
      for (int i = 0; i < 44; i++) {
        flipped += Integer.bitCount((back.get(1)[i] ^ frame(1)[i]) & 0xff);
      }
      assertThat(flipped).isOne();
      assertThat(back.get(1)[12]).isNotEqualTo(frame(1)[12]);
    }
  }

  @Test
  void a_replayed_frame_comes_again_here_or_on_the_next_connection() throws IOException {
    String listen = framedProxy();
    send("replay", "upstream", "\"probability\":1,\"after\":20,\"frames\":\"0\"");
    try (Wire wire = Wire.to(listen)) {
      assertThat(echoed(wire, 1, 2)).containsExactly(0, 0);
    }
    api.send("DELETE", "/proxies/p/faults/replay_upstream", "");
    send("replay", "upstream", "\"probability\":1,\"connection\":\"next\",\"frames\":\"2\"");
    try (Wire wire = Wire.from("127.64.0.9", listen)) {
      assertThat(echoed(wire, 3, 3)).containsExactly(0, 1, 2);
    }
    try (Wire wire = Wire.from("127.64.0.9", listen)) {
      assertThat(echoed(wire, 2, 3)).containsExactly(0, 2, 1);
    }
  }

  @Test
  void an_injected_frame_comes_behind_the_one_it_was_told() throws IOException {
    String listen = framedProxy();
    String frame = HexFormat.of().formatHex(frame(77));
    send("inject", "downstream", "\"bytes\":\"" + frame + "\",\"as\":\"frame\",\"frames\":\"1\"");
    try (Wire wire = Wire.to(listen)) {
      assertThat(echoed(wire, 3, 4)).containsExactly(0, 1, 77, 2);
    }
  }

  @Test
  void what_a_profile_asks_for_is_taken_and_answered_in_the_same_words() throws IOException {
    NetworkProfile profile =
        NetworkProfile.NONE
            .withLoss(0.01)
            .withFaults(
                List.of(
                    FaultSpec.of("loss", "model", "gilbert-elliott", "p", "2%", "r", "20%"),
                    FaultSpec.of("loss", "model", "list", "list", "7"),
                    FaultSpec.of("stall", "on", "1s").in(Stream.UPSTREAM),
                    FaultSpec.of("inject", "bytes", "6cfeffff", "frames", "3")));
    framedProxy();
    List<String> requests = ProfileRequests.faultsOf(profile);
    for (String fault : requests) {
      assertThat(api.send("POST", "/proxies/p/faults", fault).body()).doesNotContain("error");
    }

    assertThat(requests).hasSize(9);
    assertThat(api.send("GET", "/proxies/p/faults", "").body())
        .contains("\"name\":\"loss#2_upstream\"", "\"name\":\"loss#3_downstream\"")
        .contains("{\"attributes\":{\"model\":\"gilbert-elliott\",\"p\":0.02,\"r\":0.2},");
  }

  private void send(String type, String stream, String attributes) throws IOException {
    String body =
        "{\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{%s}}"
            .formatted(type, stream, attributes);
    assertThat(api.send("POST", "/proxies/p/faults", body).status()).isEqualTo(200);
  }

  private String framedProxy() throws IOException {
    String body =
        "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\",\"framing\":\"mtproto\"}"
            .formatted(echo.address());
    api.send("POST", "/proxies", body);
    return toxiproxy.client().getProxy("p").getListen();
  }

  private ApiClient.Reply create(String type, String stream, String probability, String more)
      throws IOException {
    String body =
        "{\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{\"probability\":%s%s}}"
            .formatted(type, stream, probability, more);
    return api.send("POST", "/proxies/p/faults", body);
  }

  /** Sends numbered frames after the tag; the numbers of the frames that come back. */
  private static List<Integer> echoed(Wire wire, int frames, int expected) throws IOException {
    wire.send(TAG);
    for (int i = 0; i < frames; i++) {
      wire.send(frame(i));
    }
    return received(wire, expected);
  }

  private static List<Integer> received(Wire wire, int expected) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < expected; i++) {
      ByteBuffer header = ByteBuffer.wrap(wire.receive(4)).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer payload = ByteBuffer.wrap(wire.receive(header.getInt()));
      numbers.add(payload.getInt());
    }
    return numbers;
  }

  private static byte[] frame(int number) {
    ByteBuffer frame = ByteBuffer.allocate(4 + 40).order(ByteOrder.LITTLE_ENDIAN).putInt(40);
    return frame.order(ByteOrder.BIG_ENDIAN).putInt(number).array();
  }

  private static List<Integer> expectedAfterLoss(String link, int node, double loss, int frames) {
    Dice.Die die = new Dice(7).die(new PassageId(link, node, 0), Stream.UPSTREAM, "loss");
    return IntStream.range(0, frames).filter(i -> !die.hits(i, loss)).boxed().toList();
  }
}
