package io.mtlab.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The build's entry: {@code Main SOURCE_DIR OUTPUT_DIR}. A source directory that is missing or
 * holds no {@code .tl} file gives no output.
 */
public final class Main {
  private Main() {}

  /**
   * Generates, or exits with 2 when called wrongly and 1 when a schema cannot be generated from.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: Main SOURCE_DIR OUTPUT_DIR");
      System.exit(2);
    }
    List<Path> schemas = schemasIn(Path.of(arguments[0]));
    Files.createDirectories(Path.of(arguments[1]));
    if (!schemas.isEmpty()) {
      System.err.println("no generator for " + schemas);
      System.exit(1);
    }
  }

  private static List<Path> schemasIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".tl")).sorted().toList();
    }
  }
}
