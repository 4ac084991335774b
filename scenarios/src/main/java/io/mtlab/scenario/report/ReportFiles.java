package io.mtlab.scenario.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Writes all but the trace. */
  public void write(RunReport report) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(json(), RunJson.text(report));
    Files.writeString(junit(), JunitXml.text(report));
    Files.writeString(html(), HtmlReport.text(report));
  }
}
