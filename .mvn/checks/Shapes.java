import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The house rules about methods, seen in the parsed sources: their length and their parameters. */
final class Shapes {
  private static final int METHOD_LINES_MAX = 60;
  private static final int PARAMETERS_MAX = 6;

  private final Path root;
  private final List<String> complaints = new ArrayList<>();

  Shapes(Path root) {
    this.root = root;
  }

  List<String> complaints(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Methods(unit, positions).scan(unit, null);
      }
    }
    return complaints;
  }

  private final class Methods extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Methods(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      long first = line(positions.getStartPosition(unit, method));
      long lines = line(positions.getEndPosition(unit, method)) - first + 1;
      if (lines > METHOD_LINES_MAX) {
        complain(first, method.getName() + " has " + lines + " lines, of at most 60");
      }
      // A record's components are fields; its compact constructor repeats them without a list.
      boolean listed = positions.getStartPosition(unit, method) >= 0;
      if (listed && method.getParameters().size() > PARAMETERS_MAX && !isCompact(method)) {
        complain(first, method.getName() + " has more than 6 parameters");
      }
      return super.visitMethod(method, unused);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
      if (lambda.getParameters().size() > PARAMETERS_MAX) {
        long first = line(positions.getStartPosition(unit, lambda));
        complain(first, "a lambda has more than 6 parameters");
      }
      return super.visitLambdaExpression(lambda, unused);
    }

    private boolean isCompact(MethodTree method) {
      return method.getReturnType() == null
          && method.getParameters().stream()
              .anyMatch(each -> positions.getEndPosition(unit, each) < 0);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(Math.max(0, position));
    }

    private void complain(long line, String what) {
      Path file = Path.of(unit.getSourceFile().toUri());
      complaints.add(root.relativize(file) + ":" + line + ": " + what);
    }
  }
}
