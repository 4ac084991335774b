package io.mtlab.scenario.model;

import io.mtlab.simulator.hint.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scenarios that come with the laboratory, and files of the user's own. */
public final class Library {
  private static final String FOLDER = "/io/mtlab/scenario/library/";
  private static final String SUFFIX = ".yaml";

  /** The library has folders, such as transports; these have none. */
  private static final int DEPTH_MAX = 2;

  private Library() {}

  /** Names of the scenarios that come with it, such as transports/full, sorted. */
  public static List<String> names() throws IOException {
    URL folder = Library.class.getResource(FOLDER);
    if (folder == null) {
      throw new IOException("the scenario library is not on the class path");
    }
    try {
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return names(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return names(jar.getPath(FOLDER));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /**
   * Opens a scenario.
   *
   * @param nameOrPath a name of the library, or the path of a YAML file
   * @param presets names of the network presets
   * @throws ScenarioException with everything that is wrong with it, an unknown name included
   * @throws IOException when the file cannot be read
   */
  public static ScenarioFile open(String nameOrPath, List<String> presets)
      throws ScenarioException, IOException {
    try (InputStream in = Library.class.getResourceAsStream(FOLDER + nameOrPath + SUFFIX)) {
      if (in != null) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return ScenarioFile.parse("scenarios/library/" + nameOrPath + SUFFIX, text, presets);
      }
    }
    boolean path = nameOrPath.contains("/") || nameOrPath.endsWith(SUFFIX);
    if (path || nameOrPath.endsWith(".yml")) {
      return ScenarioFile.read(existing(nameOrPath), presets);
    }
    String hint = Nearest.hint(nameOrPath, names());
    throw unknown(nameOrPath, "the library has no such scenario" + hint);
  }

  private static Path existing(String path) throws ScenarioException {
    Path file = Path.of(path);
    if (!Files.isRegularFile(file)) {
      throw unknown(path, "no such file");
    }
    return file;
  }

  private static ScenarioException unknown(String what, String why) {
    return new ScenarioException(List.of(new Problem(new Problem.Place(what, 0, 0), why)));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH_MAX, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }
}
