package io.mtlab.simulator.toxiproxy.backend;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real server's program: found, or built from its source where Go is there. */
public final class ToxiproxyBinary {
  /** The version that is built. */
  public static final String VERSION = "2.12.0";

  private static final String MODULE = "github.com/Shopify/toxiproxy/v2";
  private static final int BUILD_MINUTES_MAX = 5;
  private static final int WORDS_MAX = 500;

  private final Path file;

  private ToxiproxyBinary(Path file) {
    this.file = file;
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /**
   * Looks for it: {@code toxiproxy-server} on the path, then what was built before below {@code
   * MTLAB_HOME} or {@code ~/.cache/mtlab}; else builds it there with {@code go install}.
   *
   * @param environment that of the process
   * @throws BackendException when there is neither, with the ways out
   */
  public static ToxiproxyBinary find(Map<String, String> environment)
      throws BackendException, InterruptedException {
    Path installed = onPath("toxiproxy-server", environment);
    if (installed != null) {
      return new ToxiproxyBinary(installed);
    }
    Path folder = home(environment).resolve("toxiproxy-" + VERSION);
    Path built = folder.resolve("server");
    if (Files.isExecutable(built)) {
      return new ToxiproxyBinary(built);
    }
    Path go = onPath("go", environment);
    if (go == null) {
      throw new BackendException(
          "no Toxiproxy server: neither toxiproxy-server nor go is on the PATH, and "
              + built
              + " is not there; install one of them (https://github.com/Shopify/toxiproxy), or"
              + " leave --toxiproxy away for the embedded one");
    }
    build(go, folder, built);
    return new ToxiproxyBinary(built);
  }

  private static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("MTLAB_HOME", "");
    return home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "mtlab")
        : Path.of(home).toAbsolutePath();
  }

  private static @Nullable Path onPath(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return file;
      }
    }
    return null;
  }

  /** Built beside its place and moved there whole: several may do it at once. */
  private static void build(Path go, Path folder, Path to)
      throws BackendException, InterruptedException {
    String what = MODULE + "/cmd/server@v" + VERSION;
    try {
      Files.createDirectories(folder);
      Path into = Files.createTempDirectory(folder, "build");
      Path log = into.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      go.toString(),
                      "install",
                      "-ldflags",
                      "-s -w -X " + MODULE + ".Version=" + VERSION,
                      what))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      // Static, so that it runs in an empty container too.
      builder.environment().putAll(Map.of("GOBIN", into.toString(), "CGO_ENABLED", "0"));
      Process process = builder.start();
      boolean ended = process.waitFor(BUILD_MINUTES_MAX, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new BackendException("go install " + what + " failed: " + lastWords(log));
      }
      move(into.resolve("server"), to);
      Files.delete(log);
      Files.delete(into);
    } catch (IOException e) {
      throw new BackendException("cannot build " + what + ": " + e, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static String lastWords(Path log) throws IOException {
    String all = Files.readString(log).strip();
    return all.substring(Math.max(0, all.length() - WORDS_MAX));
  }
}
