package io.mtlab.scenario.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a run's folder.
 *
 * @param folder where they lie
 */
public record ReportFiles(Path folder) {
  /** The append-only trace. */
  public Path trace() {
    return folder.resolve("trace");
  }

  /** The scenario that was played, as it was written. */
  public Path scenario() {
    return folder.resolve("scenario.yaml");
  }

  /** The page for people. */
  public Path html() {
    return folder.resolve("report.html");
  }

  /** The numbers for programs. */
  public Path json() {
    return folder.resolve("run.json");
  }

  /** The results for CI servers. */
  public Path junit() {
    return folder.resolve("junit.xml");
  }

  /** What went wrong in the laboratory itself; only then. */
  public Path error() {
    return folder.resolve("error.txt");
  }

  /** Removes what an earlier run left here: one that is killed must not look as if it had ended. */
  public void forget() throws IOException {
    for (Path file : List.of(json(), junit(), html(), error())) {
      Files.deleteIfExists(file);
    }
  }

  /** Writes all but the trace. */
  public void write(RunReport report) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(json(), RunJson.text(report));
    Files.writeString(junit(), JunitXml.text(report));
    Files.writeString(html(), HtmlReport.text(report));
  }
}
