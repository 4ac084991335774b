package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code mtlab vectors} on the vectors that come with the laboratory, and on a wrong one. */
final class VectorsCommandTest {
  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void our_own_vectors_pass() {
    assertThat(terminal.runs("vectors")).as(terminal.out()).isZero();
    assertThat(terminal.out()).contains("aes_ige", "total").contains(" 0 failed");
  }

  @Test
  void a_wrong_answer_is_1_and_is_shown() throws Exception {
    Path own = Installation.folder("conformance-tests/vectors").orElseThrow();
    String right = Files.readString(own.resolve("aes_ige.json"));
    // One right answer becomes a wrong one.
    String wrong = right.replaceFirst("\"result\": ?\"invalid\"", "\"result\": \"valid\"");
    assertThat(wrong).isNotEqualTo(right);
    Files.writeString(folder.resolve("aes_ige.json"), wrong);

    assertThat(terminal.runs("vectors", folder.toString())).isEqualTo(1);
    assertThat(terminal.out()).contains("1 failed", "expected accepted");

    assertThat(terminal.runs("vectors", "--json", folder.toString())).isEqualTo(1);
    JsonNode result = JsonMapper.shared().readTree(terminal.out());
    assertThat(result.at("/failed").asInt()).isEqualTo(1);
  }

  @Test
  void a_folder_that_is_none_is_2() {
    assertThat(terminal.runs("vectors", folder.resolve("nowhere").toString())).isEqualTo(2);
  }
}
