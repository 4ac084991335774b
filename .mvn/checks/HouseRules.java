import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The house rules that can be seen in a file's text; those about methods are in {@link Shapes}. */
final class HouseRules {
  private static final int FILE_LINES_MAX = 400;
  private static final int LINE_CHARACTERS_MAX = 100;
  private static final int PACKAGE_TYPES_MAX = 25;
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TODO|FIXME|XXX|HACK|not implemented|for now|placeholder|simplified)\\b");

  /** An import, and one long word (a link) alone in its line. */
  private static final Pattern UNBREAKABLE =
      Pattern.compile("import .*|\\s*\"\\S*\"\\S*|\\s*(\\*|//) \\S*");

  private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\s*\\(");
  private static final Pattern SUPPRESSION =
      Pattern.compile("^\\s*(?:@[^\"]*\\s)?@(SuppressWarnings|Disabled)\\b");

  private final Path root;
  private final List<String> complaints = new ArrayList<>();

  HouseRules(Path root) {
    this.root = root;
  }

  List<String> complaints(List<Path> sources) throws IOException {
    Map<Path, Integer> typesOf = new TreeMap<>();
    for (Path file : sources) {
      List<String> lines = Files.readAllLines(file);
      boolean ofChecks = root.relativize(file).startsWith(".mvn");
      if (!ofChecks) {
        checkPackage(file);
        checkWords(file, lines);
      }
      checkSizes(file, lines);
      checkSuppressions(file, lines);
      if (!file.endsWith("package-info.java")) {
        typesOf.merge(file.getParent(), 1, Integer::sum);
      }
      if (file.endsWith("package-info.java")) {
        checkPackagePage(file, lines);
      }
    }
    typesOf.forEach((directory, types) -> {
      if (types > PACKAGE_TYPES_MAX && !isTest(directory)) {
        complain(directory, 0, types + " types; a package has at most " + PACKAGE_TYPES_MAX);
      }
    });
    complaints.addAll(new Shapes(root).complaints(sources));
    return complaints;
  }

  private void checkSizes(Path file, List<String> lines) {
    if (lines.size() > FILE_LINES_MAX) {
      complain(file, 0, lines.size() + " lines; a file has at most " + FILE_LINES_MAX);
    }
    for (int i = 0; i < lines.size(); i++) {
      int length = lines.get(i).length();
      if (length > LINE_CHARACTERS_MAX && !UNBREAKABLE.matcher(lines.get(i)).matches()) {
        complain(file, i + 1, length + " characters; a line has at most " + LINE_CHARACTERS_MAX);
      }
    }
  }

  private void checkWords(Path file, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (UNFINISHED.matcher(lines.get(i)).find()) {
        complain(file, i + 1, "words of something unfinished: " + lines.get(i).strip());
      }
      if (isTest(file) && SLEEP.matcher(lines.get(i)).find()) {
        complain(file, i + 1, "a test sleeps; use virtual time, or wait for what is to happen");
      }
    }
  }

  private void checkSuppressions(Path file, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      boolean suppresses = SUPPRESSION.matcher(lines.get(i)).find();
      if (suppresses && !hasReason(lines, i)) {
        complain(file, i + 1, "a suppression needs a // reason beside it or on the line above");
      }
    }
  }

  private static boolean hasReason(List<String> lines, int index) {
    return lines.get(index).contains("//")
        || lines.get(index).contains("@Disabled(\"")
        || (index > 0 && lines.get(index - 1).strip().startsWith("//"))
        || (index + 1 < lines.size() && lines.get(index + 1).strip().startsWith("//"));
  }

  private void checkPackage(Path file) {
    if (!Files.exists(file.resolveSibling("package-info.java"))) {
      complain(file.getParent(), 0, "no package-info.java");
    }
  }

  private void checkPackagePage(Path file, List<String> lines) {
    if (!lines.contains("@NullMarked")) {
      complain(file, 0, "not @NullMarked");
    }
    if (!isTest(file) && !lines.getFirst().startsWith("/**")) {
      complain(file, 0, "no page for a newcomer: what comes in, what goes out, who may call");
    }
  }

  private boolean isTest(Path file) {
    return root.relativize(file).toString().contains("src/test/");
  }

  private void complain(Path file, int line, String what) {
    String at = root.relativize(file) + (line == 0 ? "" : ":" + line);
    String complaint = at + ": " + what;
    if (!complaints.contains(complaint)) {
      complaints.add(complaint);
    }
  }
}
