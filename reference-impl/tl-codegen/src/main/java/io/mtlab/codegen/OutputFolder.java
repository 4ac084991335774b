package io.mtlab.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of generated sources. What has not changed is not touched: builds look at times. */
final class OutputFolder {
  private final Path root;

  OutputFolder(Path root) {
    this.root = root;
  }

  /** Makes the folder hold these files and no others; returns how many were written or deleted. */
  int fill(Map<String, String> files) throws IOException {
    int changed = 0;
    Files.createDirectories(root);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
        changed++;
      }
    }
    return changed + deleteOthers(files.keySet());
  }

  private int deleteOthers(Set<String> names) throws IOException {
    Set<Path> wanted = names.stream().map(root::resolve).collect(Collectors.toSet());
    List<Path> stale;
    try (Stream<Path> all = Files.walk(root)) {
      stale = all.filter(Files::isRegularFile).filter(path -> !wanted.contains(path)).toList();
    }
    for (Path path : stale) {
      Files.delete(path);
    }
    return stale.size();
  }
}
