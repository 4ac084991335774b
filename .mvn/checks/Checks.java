import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checks of the sources that no compiler and no class file can see: format, house rules and the
 * ledger of requirements. Started by the root pom as {@code Checks ROOT MODE}: {@code check} looks
 * at everything, {@code ledger} at the ledger alone; {@code apply} formats and {@code ledger-apply}
 * writes the ledger's lists of tests, and both check nothing.
 */
public final class Checks {
  private static final String FORMAT_COMMAND = "./mvnw -q -N -Dformat.apply process-sources";

  private Checks() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]).toRealPath();
    List<Path> sources = sourcesUnder(root);
    switch (arguments[1]) {
      case "check" -> complain(all(root, sources));
      case "ledger" -> complain(new LedgerTests(root).complaints(sources));
      case "ledger-apply" -> {
        boolean changed = new LedgerTests(root).apply(sources);
        System.out.println("the ledger's lists " + (changed ? "were written" : "are right"));
      }
      case "apply" ->
          new Format(root)
              .different(sources, true)
              .forEach(file -> System.out.println("formatted " + root.relativize(file)));
      default -> throw new IllegalArgumentException("no mode " + arguments[1]);
    }
  }

  private static List<String> all(Path root, List<Path> sources) throws IOException {
    List<Path> different = new Format(root).different(sources, false);
    List<String> complaints = new ArrayList<>();
    for (Path file : different) {
      complaints.add(root.relativize(file) + ": not formatted; mend it with: " + FORMAT_COMMAND);
    }
    complaints.addAll(new HouseRules(root).complaints(sources));
    complaints.addAll(new Tracked(root).complaints());
    complaints.addAll(new LedgerTests(root).complaints(sources));
    return complaints;
  }

  private static void complain(List<String> complaints) {
    if (!complaints.isEmpty()) {
      complaints.forEach(complaint -> System.err.println("[ERROR] " + complaint));
      System.err.println("[ERROR] " + complaints.size() + " complaints about the sources");
      System.exit(1);
    }
  }

  /** All Java sources of all modules, in a fixed order, without what a build left in target/. */
  private static List<Path> sourcesUnder(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String part :
        List.of(".mvn", "reference-impl", "simulator", "conformance-tests", "scenarios")) {
      try (Stream<Path> files = Files.walk(root.resolve(part))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !("/" + root.relativize(file)).contains("/target/"))
            .forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }
}
