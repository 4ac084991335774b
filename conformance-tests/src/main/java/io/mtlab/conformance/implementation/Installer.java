package io.mtlab.conformance.implementation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Installs implementations below one folder, each in a folder of its own that bears its version. A
 * mark of the implementation's files says that what is there is what these files make; then nothing
 * is done.
 */
public final class Installer {
  /** How long an installation may take: a cold build of the largest takes three minutes here. */
  private static final int MINUTES_MAX = 20;

  private static final String MARK = ".installed";
  private static final String LOG = "install.log";
  private static final int LINES_SHOWN = 15;

  private final Path root;
  private final Consumer<String> progress;

  /**
   * An installer.
   *
   * @param root below which everything is installed
   * @param progress is told what is being installed
   */
  public Installer(Path root, Consumer<String> progress) {
    this.root = root;
    this.progress = progress;
  }

  /** Where this program keeps what it installs: {@code MTLAB_HOME}, or a folder of the user's. */
  public static Path home(Map<String, String> environment) {
    String home = environment.get("MTLAB_HOME");
    Path own =
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache", "mtlab")
            : Path.of(home);
    return own.toAbsolutePath().resolve("implementations");
  }

  /** Where this implementation is, or would be, installed. */
  public Path place(Implementation implementation) {
    return root.resolve(implementation.name() + "-" + implementation.manifest().version());
  }

  /**
   * Installs it unless that is done already, and says where it lies.
   *
   * @throws ImplementationException when a program is missing or the installation fails
   */
  public Path install(Implementation implementation)
      throws ImplementationException, IOException, InterruptedException {
    Path place = place(implementation);
    Path marked = place.resolve(MARK);
    String mark = markOf(implementation);
    if (Files.exists(marked) && Files.readString(marked).equals(mark)) {
      return place;
    }
    requirePrograms(implementation.manifest());
    progress.accept(
        "installing "
            + implementation.manifest().title()
            + " "
            + implementation.manifest().version()
            + " into "
            + place);
    Files.createDirectories(place);
    Files.deleteIfExists(marked);
    run(implementation, place);
    Files.writeString(marked, mark);
    return place;
  }

  private static void run(Implementation implementation, Path place)
      throws ImplementationException, IOException, InterruptedException {
    Path log = place.resolve(LOG);
    ProcessBuilder command =
        new ProcessBuilder(implementation.manifest().install())
            .directory(implementation.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    command.environment().put("MTLAB_INSTALL_DIR", place.toString());
    Process process = command.start();
    // Whoever is told to end while this goes on takes what he has started with him.
    Thread hook = new Thread(() -> end(process), "end-of-installation");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
        throw failed(implementation, "took more than " + MINUTES_MAX + " minutes", log);
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      throw failed(implementation, "exited with " + process.exitValue(), log);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static ImplementationException failed(Implementation what, String how, Path log)
      throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    int from = Math.max(0, lines.size() - LINES_SHOWN);
    return new ImplementationException(
        "the installation of "
            + what.name()
            + " "
            + how
            + "; the end of "
            + log
            + ":\n"
            + String.join("\n", lines.subList(from, lines.size())));
  }

  private static void requirePrograms(Manifest manifest) throws ImplementationException {
    for (Manifest.Need need : manifest.needs()) {
      if (!isOnPath(need.command())) {
        throw new ImplementationException(
            manifest.title()
                + " needs "
                + need.command()
                + ", which is not on the PATH: "
                + need.help());
      }
    }
  }

  private static boolean isOnPath(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** A digest of all files of the implementation. */
  private static String markOf(Implementation implementation) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    try (Stream<Path> files = Files.walk(implementation.folder())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = implementation.folder().relativize(file).toString();
        digest.update((name + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
