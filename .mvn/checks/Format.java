import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * google-java-format over many files; what has not changed since the last good check is skipped.
 */
final class Format {
  private final Path stamp;

  Format(Path root) {
    String version = Formatter.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String jar = Path.of(version).getFileName().toString();
    stamp = root.resolve("target").resolve("formatted-by-" + jar);
  }

  /** The files that a formatter would change, or has changed when it was told to. */
  List<Path> different(List<Path> sources, boolean apply) throws IOException {
    FileTime began = FileTime.fromMillis(System.currentTimeMillis());
    FileTime good = Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
    List<Path> different =
        sources.parallelStream()
            .filter(file -> changedAt(file).compareTo(good) >= 0)
            .filter(file -> differs(file, apply))
            .toList();
    if (different.isEmpty() || apply) {
      Files.createDirectories(stamp.getParent());
      Files.writeString(stamp, "");
      Files.setLastModifiedTime(stamp, began);
    }
    return different;
  }

  private static FileTime changedAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean differs(Path file, boolean apply) {
    try {
      String text = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        return false;
      }
      if (apply) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " cannot be parsed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
