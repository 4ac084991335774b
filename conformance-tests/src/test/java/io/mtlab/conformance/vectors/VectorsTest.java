package io.mtlab.conformance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorFile;
import io.mtlab.conformance.vectors.format.VectorFileException;
import io.mtlab.conformance.vectors.format.VectorFiles;
import io.mtlab.conformance.vectors.format.VectorGroup;
import io.mtlab.conformance.vectors.format.VectorTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every vector of every type that has a runner. */
class VectorsTest {
  static final Path FOLDER = Path.of("vectors");

  @TestFactory
  Stream<DynamicNode> every_vector() throws VectorFileException {
    return new VectorFiles()
        .readAll(FOLDER).stream().map(file -> dynamicContainer(file.name(), groups(file)));
  }

  private static Stream<DynamicNode> groups(VectorFile file) {
    return file.groups().stream()
        .filter(group -> VectorTypes.implemented().contains(group.type()))
        .map(group -> dynamicContainer(group.index() + " " + group.type(), tests(group)));
  }

  private static Stream<DynamicNode> tests(VectorGroup group) {
    VectorTest runner = VectorTypes.find(group.type());
    return group.vectors().stream()
        .map(vector -> dynamicTest(name(vector), () -> run(runner, vector)));
  }

  private static String name(Vector vector) {
    return vector.id() + " " + vector.comment();
  }

  private static void run(VectorTest runner, Vector vector) {
    assertThat(VectorRun.judge(runner, vector)).isNotInstanceOf(Outcome.Failed.class);
  }

  @Test
  void no_type_with_a_runner_is_without_tests_that_passed() throws VectorFileException {
    List<VectorFile> files = new VectorFiles().readAll(FOLDER);
    Set<String> passed = new TreeSet<>();
    for (VectorFile file : files) {
      for (TestResult result : VectorRun.run(file).results()) {
        if (result.outcome() instanceof Outcome.Passed) {
          passed.add(result.type());
        }
      }
    }
    assertThat(passed).isEqualTo(VectorTypes.implemented());
  }
}
