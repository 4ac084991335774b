import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What git tracks: no generated file, and at the top only what the tree allows. */
final class Tracked {
  private static final Pattern GENERATED =
      Pattern.compile("(^|/)(target|generated-sources|runs)/|\\.(class|jar)$");
  private static final Set<String> TOP =
      Set.of(
          "pom.xml",
          "simulator",
          "scenarios",
          "reference-impl",
          "conformance-tests",
          "README.md",
          "mtlab",
          "mvnw",
          "LICENSE",
          "CONTRIBUTING.md",
          "CHANGELOG.md");

  private final Path root;

  Tracked(Path root) {
    this.root = root;
  }

  /** Nothing where the sources are no git repository (an unpacked archive). */
  List<String> complaints() throws IOException {
    List<String> complaints = new ArrayList<>();
    for (String file : trackedFiles()) {
      if (GENERATED.matcher(file).find()) {
        complaints.add(file + ": a generated file is tracked by git");
      }
      String top = file.contains("/") ? file.substring(0, file.indexOf('/')) : file;
      if (!top.startsWith(".") && !TOP.contains(top)) {
        complaints.add(
            file + ": the top level of the tree is fixed; " + top + " is not part of it");
      }
    }
    return complaints;
  }

  private List<String> trackedFiles() throws IOException {
    Process git;
    try {
      git =
          new ProcessBuilder("git", "ls-files", "-z")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return List.of();
    }
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return names.isEmpty() ? List.of() : List.of(names.split("\0"));
  }
}
