import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the ledger of requirements and the annotations of all modules' tests against each other,
 * both ways, and writes the ledger's lists of tests.
 */
final class LedgerTests {
  private static final String LEDGER = "conformance-tests/ledger/requirements.yaml";
  private static final String TESTS = "src/test/java/";
  private static final String COMMAND = "./mvnw -q -N -Dledger.apply process-sources";
  private static final Pattern USE =
      Pattern.compile("^ *@(?:Requirement|Covers)\\b", Pattern.MULTILINE);
  private static final Pattern LITERAL =
      Pattern.compile("\\G *@\\w+\\(\\s*(\"[^\"]*\"|\\{[^}]*})\\s*\\)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("  - id: (\\S+)");

  private final Path root;
  private final SortedMap<String, SortedSet<String>> testsOf = new TreeMap<>();
  private final SortedMap<String, String> firstUse = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();

  LedgerTests(Path root) {
    this.root = root;
  }

  /** What is wrong; nothing where there is no ledger, as in a tree of a test. */
  List<String> complaints(List<Path> sources) throws IOException {
    if (!Files.exists(root.resolve(LEDGER))) {
      return List.of();
    }
    scan(sources);
    List<String> lines = Files.readAllLines(root.resolve(LEDGER));
    List<LedgerEntry> entries = LedgerEntry.of(lines);
    unknownIds(entries);
    unheld(lines, entries);
    return complaints;
  }

  private void unheld(List<String> lines, List<LedgerEntry> entries) {
    entries.stream()
        .filter(entry -> entry.isOpen() && !testsOf.containsKey(entry.id()))
        .map(entry ->
            LEDGER
                + ":"
                + entry.line()
                + ": "
                + entry.id()
                + " has no test, no reason "
                + "why it cannot have one, and is not planned")
        .forEach(complaints::add);
    if (!lines.equals(written(lines, entries))) {
      complaints.add(LEDGER + ": its lists are not those of the tests; mend it with: " + COMMAND);
    }
  }

  /** Writes the lists of tests, and says whether that changed anything. */
  boolean apply(List<Path> sources) throws IOException {
    scan(sources);
    List<String> lines = Files.readAllLines(root.resolve(LEDGER));
    List<String> written = written(lines, LedgerEntry.of(lines));
    Files.writeString(root.resolve(LEDGER), String.join("\n", written) + "\n");
    return !lines.equals(written);
  }

  private void scan(List<Path> sources) throws IOException {
    for (Path file : sources) {
      String name = root.relativize(file).toString();
      if (name.contains(TESTS)) {
        scan(name, Files.readString(file));
      }
    }
  }

  private void scan(String file, String text) {
    String type =
        file.substring(file.indexOf(TESTS) + TESTS.length(), file.length() - ".java".length())
            .replace('/', '.')
            .replaceFirst("^io\\.mtlab\\.", "");
    for (MatchResult use : USE.matcher(text).results().toList()) {
      String at = file + ":" + (text.substring(0, use.start()).lines().count() + 1);
      Matcher literal = LITERAL.matcher(text);
      if (!literal.find(use.start())) {
        complaints.add(at + ": ids of requirements are written as they are, in quotes");
        continue;
      }
      QUOTED
          .matcher(literal.group(1))
          .results()
          .forEach(id -> {
            firstUse.putIfAbsent(id.group(1), at);
            testsOf.computeIfAbsent(id.group(1), none -> new TreeSet<>()).add(type);
          });
    }
  }

  private void unknownIds(List<LedgerEntry> entries) {
    List<String> known = entries.stream().map(LedgerEntry::id).toList();
    firstUse.forEach((id, at) -> {
      if (!known.contains(id)) {
        complaints.add(at + ": " + id + " is not in " + LEDGER);
      }
    });
  }

  private List<String> written(List<String> lines, List<LedgerEntry> entries) {
    List<String> written = new ArrayList<>(lines.subList(0, entries.getFirst().line() - 1));
    for (LedgerEntry entry : entries) {
      written.addAll(entry.with(testsOf.getOrDefault(entry.id(), new TreeSet<>())));
      written.add("");
    }
    written.removeLast();
    return written;
  }

  /** The lines of one entry of the ledger; the first one stands in {@code line}, from 1. */
  private record LedgerEntry(String id, int line, List<String> lines) {
    static List<LedgerEntry> of(List<String> all) {
      List<LedgerEntry> entries = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Matcher id = ID.matcher(all.get(i));
        if (id.matches()) {
          entries.add(new LedgerEntry(id.group(1), i + 1, new ArrayList<>()));
        }
        if (!entries.isEmpty() && !all.get(i).isBlank()) {
          entries.getLast().lines().add(all.get(i));
        }
      }
      return entries;
    }

    boolean isOpen() {
      return without("tests").stream().noneMatch(LedgerEntry::saysWhy);
    }

    /** The entry with these tests in place of those it has, and of a reason for having none. */
    List<String> with(SortedSet<String> tests) {
      if (tests.isEmpty()) {
        return without("tests");
      }
      List<String> held = without("tests", "untestable", "planned");
      held.add("    tests:");
      tests.forEach(each -> held.add("      - " + each));
      return held;
    }

    private List<String> without(String... keys) {
      List<String> kept = new ArrayList<>();
      boolean inside = false;
      for (String each : lines) {
        boolean isKey = each.startsWith("    ") && each.charAt(4) != ' ';
        inside = isKey ? List.of(keys).contains(key(each)) : inside && each.startsWith("     ");
        if (!inside) {
          kept.add(each);
        }
      }
      return kept;
    }

    private static boolean saysWhy(String line) {
      return line.startsWith("    untestable:") || line.startsWith("    planned:");
    }

    private static String key(String line) {
      return line.substring(4, line.indexOf(':', 4));
    }
  }
}
