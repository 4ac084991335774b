package io.mtlab.conformance.vectors;

import io.mtlab.conformance.vectors.format.Expected;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorFile;
import io.mtlab.conformance.vectors.format.VectorFileException;
import io.mtlab.conformance.vectors.format.VectorFiles;
import io.mtlab.conformance.vectors.format.VectorGroup;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.fault.ProtocolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs all tests of a folder against the reference implementation. */
public final class VectorRun {
  private VectorRun() {}

  /**
   * Reads every file first, so that a broken one is told before anything runs; then runs one after
   * the other.
   *
   * @param progress hears of each file when it is done
   * @throws VectorFileException if the folder or a file of it cannot be used
   */
  public static VectorReport run(Path folder, Consumer<FileResult> progress)
      throws VectorFileException {
    List<FileResult> results = new ArrayList<>();
    for (VectorFile file : new VectorFiles().readAll(folder)) {
      FileResult result = run(file);
      results.add(result);
      progress.accept(result);
    }
    return new VectorReport(List.copyOf(results));
  }

  /** Runs one file. */
  public static FileResult run(VectorFile file) {
    List<TestResult> results = new ArrayList<>();
    for (VectorGroup group : file.groups()) {
      results.addAll(run(group));
    }
    return new FileResult(file.name(), file.algorithm(), List.copyOf(results));
  }

  /** Runs one group. */
  public static List<TestResult> run(VectorGroup group) {
    VectorTest test = VectorTypes.find(group.type());
    List<TestResult> results = new ArrayList<>();
    for (Vector vector : group.vectors()) {
      Outcome outcome = test == null ? notRun(group.type()) : judge(test, vector);
      results.add(new TestResult(group.type(), vector.id(), vector.comment(), outcome));
    }
    return results;
  }

  /** Of our own tests only those that are planned are not run; a type of nobody's is a failure. */
  private static Outcome notRun(String type) {
    return VectorTypes.isPlanned(type)
        ? new Outcome.Skipped("planned")
        : new Outcome.Failed("somebody who runs tests of the type " + type, "nobody");
  }

  /** Runs one test and holds what happens against what it demands. */
  static Outcome judge(VectorTest test, Vector vector) {
    try {
      test.run(vector);
      return accepted(vector.expected());
    } catch (Refused refused) {
      return refused(vector.expected(), String.valueOf(refused.getMessage()));
    } catch (ProtocolException refused) {
      return refused(vector.expected(), refused.fault().name());
    } catch (Mismatch mismatch) {
      return new Outcome.Failed(mismatch.expected(), mismatch.actual());
    } catch (NotHere reason) {
      return new Outcome.Skipped(String.valueOf(reason.getMessage()));
    } catch (RuntimeException bug) {
      return new Outcome.Failed("accepted or refused", "the code broke: " + bug);
    }
  }

  private static Outcome accepted(Expected expected) {
    return expected == Expected.INVALID
        ? new Outcome.Failed("refused", "accepted")
        : new Outcome.Passed();
  }

  private static Outcome refused(Expected expected, String reason) {
    return expected == Expected.VALID
        ? new Outcome.Failed("accepted", "refused: " + reason)
        : new Outcome.Passed();
  }
}
