package io.mtlab.scenario.serve;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program, for starting it once more as a child. */
public final class OwnProgram {
  private static final String MAIN = "io.mtlab.scenario.cli.Main";

  private OwnProgram() {}

  /** One of its commands, on this process's Java with its options and class path. */
  public static List<String> command(String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("--"))
        .filter(option -> !option.startsWith("-Xrun") && !option.startsWith("-XX:Flight"))
        .filter(option -> !option.startsWith("-XX:ArchiveClassesAtExit"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.add(name);
    command.addAll(arguments);
    return command;
  }
}
