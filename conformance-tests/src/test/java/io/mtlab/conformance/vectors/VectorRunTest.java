package io.mtlab.conformance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorFileException;
import io.mtlab.conformance.vectors.format.VectorFiles;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How results are judged, and how broken files are told. */
class VectorRunTest {
  private static final String TAIL =
      """
          ]}
        ]
      }
      """;
  private static final String NEW_NONCE =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final String SERVER_NONCE = "000102030405060708090a0b0c0d0e0f";
  private static final String KEY =
      "0758f1533b615d24f6e8a94a6fcbee0a55eaab2217d7295ca9213d1a2d7d16a6";
  private static final String IV =
      "5a84108e9805656ce864070e166e6218f6783e8511471a5ab7802cf200010203";

  @TempDir private Path folder;

  @Test
  void a_right_value_passes_and_a_wrong_one_fails_with_both_values() throws Exception {
    write(2, test(1, "", KEY), "," + test(2, "", KEY.replace("07", "08")));
    List<FileResult> heard = new ArrayList<>();
    VectorReport report = VectorRun.run(folder, heard::add);
    assertThat(report.files()).isEqualTo(heard);
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.ok()).isFalse();
    assertThat(heard.getFirst().failures().getFirst().outcome())
        .isEqualTo(new Outcome.Failed("key = " + KEY.replace("07", "08"), "key = " + KEY));
  }

  @Test
  void only_what_is_planned_is_not_run() throws Exception {
    VectorReport report = VectorRun.run(copyOf("secret_chat.json"), file -> {});
    assertThat(report.skipped()).isPositive();
    assertThat(report.failed()).isZero();
    assertThat(report.ok()).isFalse();
    assertThat(report.files().getFirst().skipReasons()).containsExactly("planned");
  }

  @Requirement("Q-004")
  void q004_each_result_has_its_own_meaning() throws Exception {
    Outcome passed = new Outcome.Passed();
    VectorTest accepts = vector -> {};
    VectorTest refuses =
        vector -> {
          throw new Refused("because");
        };
    VectorTest differs =
        vector -> {
          throw new Mismatch("key", "1", "2");
        };
    VectorTest cannot =
        vector -> {
          throw new NotHere("no");
        };
    VectorTest breaks =
        vector -> {
          throw new IllegalStateException("bug");
        };
    assertThat(VectorRun.judge(accepts, vector("valid"))).isEqualTo(passed);
    assertThat(VectorRun.judge(accepts, vector("invalid"))).isInstanceOf(Outcome.Failed.class);
    assertThat(VectorRun.judge(accepts, vector("acceptable"))).isEqualTo(passed);
    assertThat(VectorRun.judge(refuses, vector("valid")))
        .isEqualTo(new Outcome.Failed("accepted", "refused: because"));
    assertThat(VectorRun.judge(refuses, vector("invalid"))).isEqualTo(passed);
    assertThat(VectorRun.judge(refuses, vector("acceptable"))).isEqualTo(passed);
    for (String result : List.of("valid", "invalid", "acceptable")) {
      assertThat(VectorRun.judge(differs, vector(result))).isInstanceOf(Outcome.Failed.class);
      assertThat(VectorRun.judge(breaks, vector(result))).isInstanceOf(Outcome.Failed.class);
      assertThat(VectorRun.judge(cannot, vector(result))).isEqualTo(new Outcome.Skipped("no"));
    }
  }

  @Test
  void an_unknown_field_is_told_at_its_place() throws IOException {
    write(1, test(1, "", KEY).replace("\"iv\"", "\"vi\": \"00\", \"iv\""));
    assertBroken("broken.json:10:", "vi");
  }

  @Test
  void a_missing_field_is_told_at_the_test() throws IOException {
    write(1, test(1, "", KEY).replace("\"newNonce\"", "\"serverNonce2\""));
    assertBroken("broken.json:9:", "");
  }

  @Test
  void an_unknown_type_is_told() throws IOException {
    write(1, test(1, "", KEY));
    Path file = folder.resolve("broken.json");
    Files.writeString(file, Files.readString(file).replace("TmpAesTest", "TmpAesTezt"));
    assertBroken("broken.json:8:", "");
  }

  @Test
  void upper_case_digits_are_no_bytes() throws IOException {
    write(1, test(1, "", KEY.toUpperCase(java.util.Locale.ROOT)));
    assertBroken("broken.json:10:", "");
  }

  @Test
  void broken_json_is_told() throws IOException {
    write(1, test(1, "", KEY).replace("\"key\":", "\"key\""));
    assertBroken("broken.json:10:", "");
  }

  @Test
  void a_doubled_key_is_told() throws IOException {
    write(1, test(1, "", KEY).replace("\"key\":", "\"iv\": \"00\", \"key\":"));
    assertBroken("broken.json:10:", "iv");
  }

  @Test
  void a_number_used_twice_a_wrong_count_and_an_unexplained_flag_are_told() throws IOException {
    write(2, test(1, "", KEY), "," + test(1, "", KEY));
    assertBroken("broken.json:11:", "used twice");
    write(2, test(1, "", KEY));
    assertBroken("broken.json:4:", "numberOfTests is not 1");
    write(1, test(1, "\"Unknown\"", KEY));
    assertBroken("broken.json:9:", "not explained");
  }

  @Test
  void a_folder_without_files_and_no_folder_are_told() {
    assertThatThrownBy(() -> VectorRun.run(folder, file -> {}))
        .isInstanceOf(VectorFileException.class)
        .hasMessageContaining("no *.json");
    assertThatThrownBy(() -> VectorRun.run(folder.resolve("none"), file -> {}))
        .isInstanceOf(VectorFileException.class)
        .hasMessageContaining("no folder");
  }

  private void assertBroken(String place, String word) {
    assertThatThrownBy(() -> VectorRun.run(folder, file -> {}))
        .isInstanceOf(VectorFileException.class)
        .hasMessageStartingWith(place)
        .hasMessageContaining(word);
  }

  private Vector vector(String result) throws IOException, VectorFileException {
    write(1, test(1, "", KEY).replace("\"valid\"", "\"" + result + "\""));
    return new VectorFiles()
        .read(folder.resolve("broken.json"))
        .groups()
        .getFirst()
        .vectors()
        .getFirst();
  }

  private Path copyOf(String name) throws IOException {
    Files.copy(VectorsTest.FOLDER.resolve(name), folder.resolve(name));
    return folder;
  }

  private static String test(int id, String flags, String key) {
    return """
          {"tcId": %d, "comment": "c", "flags": [%s], "newNonce": "%s", "serverNonce": "%s",
           "key": "%s", "iv": "%s", "result": "%s"}
    """
        .formatted(id, flags, NEW_NONCE, SERVER_NONCE, key, IV, "valid");
  }

  private void write(int count, String... tests) throws IOException {
    String text =
        """
        {
          "algorithm": "tmp_aes_key, tmp_aes_iv",
          "generatorVersion": "1.0",
          "numberOfTests": %d,
          "header": "h",
          "notes": {"Known": "a flag"},
          "testGroups": [
            {"type": "TmpAesTest", "source": "generated", "tests": [
        """
                .formatted(count)
            + String.join("", tests)
            + TAIL;
    Files.writeString(folder.resolve("broken.json"), text);
  }
}
