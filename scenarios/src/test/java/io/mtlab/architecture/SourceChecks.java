package io.mtlab.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the program in {@code .mvn/checks} over a tree. */
record SourceChecks(Path tree) {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /** How a program ended and what it printed. */
  record Ended(int code, String output) {}

  /** The folders that the program walks through. */
  void layOut() throws IOException {
    for (String part :
        List.of(".mvn", "reference-impl", "simulator", "conformance-tests", "scenarios")) {
      Files.createDirectories(tree.resolve(part));
    }
  }

  void write(String file, String text) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  Ended run(String mode) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    command.add(REPOSITORY.resolve(".mvn/checks/Checks.java").toString());
    command.addAll(List.of(tree.toString(), mode));
    return execute(command);
  }

  Ended execute(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(tree.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
