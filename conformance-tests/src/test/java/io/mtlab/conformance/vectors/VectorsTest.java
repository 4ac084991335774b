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
import io.mtlab.testing.Covers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every vector of every type that has a runner. */
class VectorsTest {
  static final Path FOLDER = Path.of("vectors");

  private final Set<String> typesThatPassed = new TreeSet<>();

  @TestFactory
  @Covers({"Q-001", "Q-004", "A-017", "A-050", "B-004", "B-006", "K-005"})
  Stream<DynamicNode> every_vector() throws VectorFileException {
    Stream<DynamicNode> files =
        new VectorFiles()
            .readAll(FOLDER).stream().map(file -> dynamicContainer(file.name(), groups(file)));
    DynamicNode last =
        dynamicTest(
            "no type with a runner is without a test that passed",
            () -> assertThat(typesThatPassed).isEqualTo(VectorTypes.implemented()));
    return Stream.concat(files, Stream.of(last));
  }

  private Stream<DynamicNode> groups(VectorFile file) {
    return file.groups().stream()
        .filter(group -> VectorTypes.implemented().contains(group.type()))
        .map(group -> dynamicContainer(group.index() + " " + group.type(), tests(group)));
  }

  private Stream<DynamicNode> tests(VectorGroup group) {
    VectorTest runner = Objects.requireNonNull(VectorTypes.find(group.type()));
    return group.vectors().stream()
        .map(vector ->
            dynamicTest(
                vector.id() + " " + vector.comment(), () -> check(runner, group.type(), vector)));
  }

  private void check(VectorTest runner, String type, Vector vector) {
    Outcome outcome = VectorRun.judge(runner, vector);
    assertThat(outcome).isInstanceOf(Outcome.Passed.class); // nor skipped: there is a runner
    typesThatPassed.add(type);
  }
}
