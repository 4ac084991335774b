package io.mtlab.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A headless Chromium, started anew for each page, with a profile that nobody has used. */
final class Browser {
  private static final int SECONDS_MAX = 60;
  private static final Pattern NETWORK = Pattern.compile("\"url\":\"(https?|wss?|ftp):");
  private static final String PROGRAM =
      System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");

  private final Path folder;
  private int started;

  Browser(Path folder) {
    this.folder = folder;
  }

  /** The page's elements once it is drawn. */
  String dom(Path page) throws IOException, InterruptedException {
    return run(List.of("--dump-dom", page.toUri().toString())).output();
  }

  /** Takes a picture; answers what the page wrote to its console. */
  Visit picture(Path page, Path picture, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    options.add("--window-size=" + width + "," + height);
    options.add("--screenshot=" + picture.toAbsolutePath());
    // 0 is dark, 1 is light: Blink's own numbers.
    options.add("--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    options.add(page.toUri().toString());
    return run(options);
  }

  /**
   * What came of a visit.
   *
   * @param output standard output
   * @param log what the browser and the page's console said
   * @param requests the browser's own record of its network
   */
  record Visit(String output, String log, String requests) {
    /** Requests over a network; those of the browser itself have no page as their origin. */
    List<String> requestsOfThePage() {
      assertThat(requests).as("the browser kept a record").contains("\"constants\"");
      return requests
          .lines()
          .filter(line -> line.contains("\"initiator\":") && NETWORK.matcher(line).find())
          .filter(line -> !line.contains("\"initiator\":\"not an origin\""))
          .toList();
    }
  }

  private Visit run(List<String> options) throws IOException, InterruptedException {
    assertThat(Path.of(PROGRAM)).as("a browser; .ci/run installs one").isExecutable();
    started++;
    Path own = Files.createDirectories(folder.resolve("browser-" + started));
    Path output = own.resolve("output");
    Path log = own.resolve("log");
    Path requests = own.resolve("requests.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + own.resolve("profile"),
                "--enable-logging=stderr",
                "--log-net-log=" + requests));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    return new Visit(
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(log, StandardCharsets.UTF_8),
        Files.readString(requests, StandardCharsets.UTF_8));
  }
}
