package io.mtlab.scenario.model;

import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.scenario.model.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A scenario file that was read and found right with the defaults of its parameters. */
public final class ScenarioFile {
  /** Longer files are refused before they are read. */
  private static final int BYTES_MAX = 1 << 20;

  private final String source;
  private final Tree.Mapping root;
  private final List<Parameter> own;
  private final List<Parameter> parameters;
  private final List<String> presets;
  private final NamedFiles files;

  private ScenarioFile(
      String source,
      Tree.Mapping root,
      List<Parameter> own,
      List<String> presets,
      NamedFiles files) {
    this.files = files;
    this.source = source;
    this.root = root;
    this.own = own;
    this.presets = presets;
    this.parameters =
        Stream.concat(own.stream(), NetworkWord.parameters(presets, own).stream()).toList();
  }

  /**
   * Reads and checks a file.
   *
   * @param path the file
   * @param presets names of the network presets
   * @throws ScenarioException with everything that is wrong with it
   * @throws IOException when it cannot be read
   */
  public static ScenarioFile read(Path path, List<String> presets)
      throws ScenarioException, IOException {
    if (Files.size(path) > BYTES_MAX) {
      throw new IOException(path + " is longer than " + BYTES_MAX + " bytes");
    }
    return parse(path.toString(), Files.readString(path), presets);
  }

  /**
   * Checks the text of a file.
   *
   * @param file its name in problems
   * @param text its content
   * @param presets names of the network presets
   * @throws ScenarioException with everything that is wrong with it
   */
  public static ScenarioFile parse(String file, String text, List<String> presets)
      throws ScenarioException {
    List<Problem> problems = new ArrayList<>();
    Tree tree = TreeReader.read(file, text, problems);
    List<Problem> shape = new SchemaCheck(Schemas.load(Schemas.SCENARIO)).check(tree);
    if (!(tree instanceof Tree.Mapping root)) {
      throw new ScenarioException(shape);
    }
    Path folder = Path.of(file).getParent();
    NamedFiles files = new NamedFiles(folder == null ? Path.of("") : folder);
    List<Parameter> own = new ParameterReader(files, problems).read(root);
    ScenarioFile read = new ScenarioFile(text, root, own, presets, files);
    Settings defaults = Settings.of(read.parameters, Map.of(), files);
    new ScenarioReader(root, own, presets, defaults, files, problems).read();
    // A place that both checks complain about: the one that knows what is meant says it better.
    shape.stream()
        .filter(one -> problems.stream().noneMatch(other -> other.place().equals(one.place())))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      throw new ScenarioException(
          problems.stream().distinct().sorted(Problem.IN_ORDER_OF_PLACE).toList());
    }
    return read;
  }

  /** The text as it was read. */
  public String source() {
    return source;
  }

  /** The scenario's name. */
  public String name() {
    return text("name");
  }

  /** One line that says what it shows. */
  public String title() {
    return text("title");
  }

  /** What it does, in a few sentences; may be empty. */
  public String about() {
    return text("about");
  }

  /** Its own parameters in order of the file, then those of the network. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /**
   * Fills the parameters in.
   *
   * @param chosen name to value, as typed behind {@code --set}
   * @throws ScenarioException with everything that is wrong with the choice
   */
  public Scenario resolve(Map<String, String> chosen) throws ScenarioException {
    Settings settings = Settings.of(parameters, chosen, files);
    List<Problem> problems = new ArrayList<>();
    Scenario scenario = new ScenarioReader(root, own, presets, settings, files, problems).read();
    if (!problems.isEmpty()) {
      problems.sort(Problem.IN_ORDER_OF_PLACE);
      throw new ScenarioException(problems);
    }
    return scenario;
  }

  private String text(String key) {
    return root.get(key) instanceof Tree.Scalar scalar ? scalar.text().strip() : "";
  }
}
