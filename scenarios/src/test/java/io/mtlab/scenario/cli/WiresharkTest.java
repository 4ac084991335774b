package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dissector in Lua, under tshark, over captures of runs in virtual time. What it finds in each
 * packet is compared with what the capture's own comments say: two decoders, in two languages.
 */
@Tag("ci")
final class WiresharkTest {
  private static final List<String> KEY_EXCHANGE =
      List.of(
          "req_pq_multi",
          "resPQ",
          "req_DH_params",
          "server_DH_params_ok",
          "set_client_DH_params",
          "dh_gen_ok");

  /** Comments on what is no message; pieces of a frame have its name only when it is whole. */
  private static final Pattern NO_MESSAGE =
      Pattern.compile(
          "bytes in no frame|udp \\w+|quick ack|no message|transport error .*|frame .* piece .*");

  private final Terminal terminal = new Terminal();
  private final Tshark tshark;
  private final Path folder;

  WiresharkTest(@TempDir Path folder) {
    this.folder = folder;
    this.tshark = new Tshark(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "abridged, abridged",
    "intermediate, intermediate",
    "padded, padded",
    "full, full",
    "obfuscated-abridged, obfuscated-abridged",
    "obfuscated-intermediate, obfuscated-intermediate",
    "obfuscated-padded, obfuscated-padded",
    "mtproxy, mtproxy",
    "mtproxy-dd, mtproxy-dd",
    "fake-tls, fake-tls",
    "websocket, websocket",
    "secure-websocket, websocket",
    "http, http",
    "https, http",
    "udp, udp",
  })
  void every_message_is_opened_and_named_as_the_capture_says(String scenario, String transport)
      throws Exception {
    Path capture = capture(scenario);

    for (String leg : List.of("client.pcapng", "server.pcapng")) {
      var packets =
          tshark.fields(
              capture.resolve(leg),
              Tshark.keys(capture.resolve("keys.txt")),
              "frame.comment",
              "mtproto.frame.name",
              "mtproto.transport",
              "mtproto.name",
              "mtproto.msg_key",
              "mtproto.session_id",
              "mtproto.msg_key.valid",
              "mtproto.opaque");

      List<String> names = all(packets, 3);
      assertThat(names).containsSubsequence(KEY_EXCHANGE);
      assertThat(names).contains("auth.signIn", "messages.sendMessage", "rpc_result", "msgs_ack");
      assertThat(names).noneMatch(name -> name.startsWith("#"));
      assertThat(all(packets, 2)).isNotEmpty().containsOnly(transport);
      assertThat(all(packets, 4)).hasSameSizeAs(all(packets, 5)).hasSizeGreaterThan(20);
      assertThat(all(packets, 6)).hasSameSizeAs(all(packets, 4)).isSubsetOf("True", "1");
      assertThat(all(packets, 7)).isEmpty();
      for (List<List<String>> packet : packets) {
        assertThat(packet.get(1)).as(packet.toString()).isEqualTo(messages(packet.get(0)));
      }
    }
  }

  @Test
  void without_the_keys_nothing_is_opened() throws Exception {
    Path capture = capture("padded").resolve("client.pcapng");

    var packets = tshark.fields(capture, List.of(), "mtproto.frame.name", "mtproto.session_id");

    assertThat(all(packets, 0)).containsSubsequence(KEY_EXCHANGE);
    assertThat(all(packets, 0))
        .filteredOn(name -> !KEY_EXCHANGE.contains(name))
        .hasSizeGreaterThan(20)
        .containsOnly("encrypted");
    assertThat(all(packets, 1)).isEmpty();
  }

  @Test
  void other_keys_do_not_fit() throws Exception {
    Path capture = capture("padded");
    Path keys = folder.resolve("other-keys.txt");
    String right = Files.readString(capture.resolve("keys.txt"));
    Files.writeString(keys, right.replaceAll("(AUTH_KEY \\w+ )(\\w{128})(\\w{128})", "$1$3$2"));

    var packets =
        tshark.fields(
            capture.resolve("client.pcapng"),
            Tshark.keys(keys),
            "mtproto.msg_key.valid",
            "mtproto.session_id");

    assertThat(all(packets, 0)).hasSizeGreaterThan(20).isSubsetOf("False", "0");
    assertThat(all(packets, 1)).isEmpty();
  }

  @Test
  void a_masked_stream_stays_closed_without_the_secret() throws Exception {
    Path capture = capture("mtproxy-dd").resolve("client.pcapng");

    var packets = tshark.fields(capture, List.of(), "mtproto.frame.name", "mtproto.opaque");

    assertThat(all(packets, 0)).isEmpty();
    assertThat(all(packets, 1)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"padded, tcp", "mtproxy, tcp", "udp, udp"})
  void other_ports_are_left_alone_until_somebody_asks(String scenario, String below)
      throws Exception {
    Path capture = capture(scenario);
    Path file = capture.resolve("client.pcapng");
    List<String> elsewhere = new ArrayList<>(Tshark.keys(capture.resolve("keys.txt")));
    elsewhere.addAll(List.of("-o", "mtproto.ports:9"));
    List<String> guessing = new ArrayList<>(elsewhere);
    guessing.addAll(List.of("-o", "mtproto.heuristic:TRUE"));
    List<String> told = new ArrayList<>(elsewhere);
    told.addAll(List.of("-d", below + ".port==10443,mtproto"));

    assertThat(all(tshark.fields(file, elsewhere, "mtproto.frame.name"), 0)).isEmpty();
    for (List<String> asked : List.of(guessing, told)) {
      assertThat(all(tshark.fields(file, asked, "mtproto.frame.name"), 0))
          .containsSubsequence(KEY_EXCHANGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"obfuscated-padded", "full", "fake-tls"})
  void segments_may_overtake_each_other_and_come_twice(String scenario) throws Exception {
    Path capture = capture(scenario);
    Path spoilt = folder.resolve("spoilt.pcapng");
    PacketFile file = PacketFile.read(capture.resolve("server.pcapng"));
    file.cut();
    file.write(spoilt);
    List<String> keys = Tshark.keys(capture.resolve("keys.txt"));

    var right = tshark.fields(capture.resolve("server.pcapng"), keys, "mtproto.frame.name");
    var found = tshark.fields(spoilt, keys, "mtproto.frame.name");

    assertThat(found).hasSizeGreaterThan(2 * right.size());
    assertThat(all(found, 0)).isNotEmpty().isEqualTo(all(right, 0));
  }

  @Test
  void a_second_look_shows_the_same() throws Exception {
    Path capture = capture("obfuscated-abridged");
    Path file = capture.resolve("client.pcapng");
    List<String> once = Tshark.keys(capture.resolve("keys.txt"));
    List<String> twice = new ArrayList<>(once);
    twice.addAll(List.of("-2", "-R", "tcp"));

    assertThat(tshark.fields(file, twice, "frame.number", "mtproto.frame.name"))
        .isEqualTo(tshark.fields(file, once, "frame.number", "mtproto.frame.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abridged", "padded", "full", "fake-tls", "websocket", "http", "udp"})
  void garbage_does_no_harm(String scenario) throws Exception {
    Path capture = capture(scenario);
    Path spoilt = folder.resolve("garbled.pcapng");
    PacketFile file = PacketFile.read(capture.resolve("client.pcapng"));
    file.garble(new Random(7), 0.1);
    file.write(spoilt);
    List<String> options = new ArrayList<>(Tshark.keys(capture.resolve("keys.txt")));
    options.add("-V");

    assertThat(tshark.run(spoilt, options))
        .containsAnyOf("Not understood", "msg_key does not fit")
        .contains("req_pq_multi");
  }

  private Path capture(String scenario) {
    Path run = folder.resolve(scenario);
    int code =
        terminal.runs(
            "run",
            "transports/" + scenario,
            "--time=virtual",
            "--seed=7",
            "--set=members=2",
            "--set=posts=3",
            "--capture",
            "--out=" + run);
    assertThat(code).as(terminal.err()).isZero();
    return run.resolve("capture");
  }

  private static List<String> all(List<List<List<String>>> packets, int field) {
    return packets.stream().flatMap(packet -> packet.get(field).stream()).toList();
  }

  /** The messages that a comment names; the scalar answer of a call has no name there. */
  private static List<String> messages(List<String> comments) {
    return comments.stream()
        .map(String::strip)
        .filter(comment -> !NO_MESSAGE.matcher(comment).matches())
        .map(comment -> comment.replace(", asks for a quick ack", ""))
        .map(comment -> comment.replace("TRUE", "boolTrue").replace("FALSE", "boolFalse"))
        .toList();
  }
}
