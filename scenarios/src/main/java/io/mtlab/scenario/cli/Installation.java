package io.mtlab.scenario.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The tree that this program was built from or installed in. */
final class Installation {
  private Installation() {}

  /** A folder of the tree, looked for from the working directory and from the program upwards. */
  static Optional<Path> folder(String relative) {
    Path here = Path.of("").toAbsolutePath();
    return above(here, relative).or(() -> above(program(here), relative));
  }

  private static Optional<Path> above(Path start, String relative) {
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(relative))) {
        return Optional.of(at.resolve(relative));
      }
    }
    return Optional.empty();
  }

  private static Path program(Path fallback) {
    try {
      var source = Installation.class.getProtectionDomain().getCodeSource();
      return source == null ? fallback : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return fallback;
    }
  }
}
