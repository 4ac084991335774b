package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Wireshark on the command line, with our dissector and nobody's settings. */
final class Tshark {
  private static final int SECONDS_MAX = 120;
  private static final String PROGRAM = System.getenv().getOrDefault("TSHARK", "/usr/bin/tshark");
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path SCRIPT = REPOSITORY.resolve("simulator/wireshark/mtproto.lua");
  private static final Path SCHEMA = REPOSITORY.resolve("reference-impl/core/src/main/tl/api.tl");

  /** Between the values of one field: names hold commas. */
  private static final String SEPARATOR = ";";

  private final Path folder;
  private int started;

  /**
   * @param folder for what it reads and writes of its own
   */
  Tshark(Path folder) {
    this.folder = folder;
  }

  /**
   * Fields of all packets.
   *
   * @return for each packet, for each field, its values
   */
  List<List<List<String>>> fields(Path capture, List<String> options, String... names)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-T", "fields", "-E", "separator=/t", "-E", "aggregator=" + SEPARATOR));
    for (String name : names) {
      command.addAll(List.of("-e", name));
    }
    List<List<List<String>>> packets = new ArrayList<>();
    for (String line : run(capture, command).lines().toList()) {
      List<List<String>> packet = new ArrayList<>();
      for (String values : line.split("\t", -1)) {
        packet.add(values.isEmpty() ? List.of() : List.of(values.split(SEPARATOR, -1)));
      }
      assertThat(packet).hasSize(names.length);
      packets.add(packet);
    }
    return packets;
  }

  /** The option that names a file of keys. */
  static List<String> keys(Path file) {
    return List.of("-o", "mtproto.keys:" + file);
  }

  /** What it prints with these options; an error of the script is a failure. */
  String run(Path capture, List<String> options) throws IOException, InterruptedException {
    assertThat(Path.of(PROGRAM)).as("tshark; .ci/run installs it").isExecutable();
    started++;
    Path own = Files.createDirectories(folder.resolve("tshark-" + started));
    Path output = own.resolve("output");
    Path log = own.resolve("log");
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-n", "-r", capture.toString()));
    command.addAll(List.of("-X", "lua_script:" + SCRIPT, "-o", "mtproto.schema:" + SCHEMA));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(log.toFile());
    builder.environment().put("HOME", own.toString());
    builder.environment().put("XDG_CONFIG_HOME", own.toString());
    Process process = builder.start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).doesNotContainIgnoringCase("lua");
    String text = Files.readString(output);
    assertThat(text).doesNotContain("Lua Error").doesNotContain("the dissector failed");
    return text;
  }
}
