package io.mtlab.scenario.model.files;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where the files lie that a scenario names. Copies that a run has left beside the scenario come
 * first; what is written in the scenario is looked for beside it otherwise, and what was typed
 * where the program was started.
 */
public final class NamedFiles {
  /** The copies' folder beside a run's scenario. */
  public static final String FOLDER = "scenario-files";

  /** Within it, the folder of the files that were typed. */
  public static final String TYPED = "set";

  /** Most file systems allow 255 bytes. */
  private static final int NAME_MAX = 200;

  private final Path beside;
  private final SequencedMap<Path, Path> found = new LinkedHashMap<>();

  /** The files of a scenario in this folder. */
  public NamedFiles(Path beside) {
    this.beside = beside;
  }

  /** The file of a name in the scenario. */
  public Path written(String name) {
    return found(Path.of(copy(name)), beside.resolve(name));
  }

  /** The file of a name behind {@code --set}. */
  public Path typed(String name) {
    return found(Path.of(TYPED, copy(name)), Path.of(name));
  }

  /** Puts copies of all that were found into a folder; what is no regular file is left out. */
  public void copyTo(Path folder) throws IOException {
    for (Map.Entry<Path, Path> entry : found.entrySet()) {
      if (Files.isRegularFile(entry.getValue())) {
        Path to = folder.resolve(FOLDER).resolve(entry.getKey());
        Files.createDirectories(to.getParent());
        Files.copy(entry.getValue(), to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The name of a file's copy: without folders, and the same for the same name. */
  public static String copy(String name) {
    String plain = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return plain.length() <= NAME_MAX
        ? plain
        : Integer.toHexString(name.hashCode()) + plain.substring(plain.length() - NAME_MAX / 2);
  }

  private Path found(Path copy, Path original) {
    Path kept = beside.resolve(FOLDER).resolve(copy);
    Path file = Files.isRegularFile(kept) ? kept : original;
    found.put(copy, file);
    return file;
  }
}
