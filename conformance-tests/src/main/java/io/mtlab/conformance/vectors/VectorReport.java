package io.mtlab.conformance.vectors;

import java.util.List;

/**
 * The results of a folder.
 *
 * @param files by name
 */
public record VectorReport(List<FileResult> files) {
  /** How many tests passed. */
  public int passed() {
    return files.stream().mapToInt(FileResult::passed).sum();
  }

  /** How many tests failed. */
  public int failed() {
    return files.stream().mapToInt(FileResult::failed).sum();
  }

  /** How many tests were not run. */
  public int skipped() {
    return files.stream().mapToInt(FileResult::skipped).sum();
  }

  /** Whether no test failed and at least one passed. */
  public boolean ok() {
    return failed() == 0 && passed() > 0;
  }
}
