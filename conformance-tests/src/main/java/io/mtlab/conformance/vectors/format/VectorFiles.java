package io.mtlab.conformance.vectors.format;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of vectors and holds them against their schema. */
public final class VectorFiles {
  /** The file in a folder that is the schema itself. */
  public static final String SCHEMA = "schema.json";

  private static final String ENDING = ".json";

  private final JsonMapper json =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final Schema schema;

  /** With the schema that lies on the class path. */
  public VectorFiles() {
    try (InputStream in = VectorFiles.class.getResourceAsStream("/vectors/" + SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("no vectors/" + SCHEMA + " on the class path");
      }
      schema = SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(json.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads all files of a folder, by name.
   *
   * @throws VectorFileException if there is no such folder, none in it, or one is not valid
   */
  public List<VectorFile> readAll(Path folder) throws VectorFileException {
    List<VectorFile> files = new ArrayList<>();
    for (Path path : pathsIn(folder)) {
      files.add(read(path));
    }
    return files;
  }

  /**
   * Reads one file.
   *
   * @throws VectorFileException if it cannot be read or is not valid
   */
  public VectorFile read(Path path) throws VectorFileException {
    String name = path.getFileName().toString();
    JsonNode root = tree(name, path);
    List<Error> errors = schema.validate(root);
    if (!errors.isEmpty()) {
      throw invalid(name, errors.getFirst());
    }
    String algorithm = root.path("algorithm").asString();
    List<VectorGroup> groups = new ArrayList<>();
    for (JsonNode group : root.path("testGroups")) {
      List<Vector> vectors = new ArrayList<>();
      for (JsonNode test : group.path("tests")) {
        vectors.add(new Vector(algorithm, group, test));
      }
      groups.add(
          new VectorGroup(groups.size(), group.path("type").asString(), List.copyOf(vectors)));
    }
    checkNumbers(name, root);
    return new VectorFile(name, algorithm, List.copyOf(groups));
  }

  private JsonNode tree(String name, Path path) throws VectorFileException {
    try (InputStream in = Files.newInputStream(path)) {
      return JsonNodes.readTree(json, in, LocationJsonNodeFactoryFactory.getInstance());
    } catch (JacksonException broken) {
      TokenStreamLocation at = broken.getLocation();
      throw new VectorFileException(
          name, at.getLineNr(), at.getColumnNr(), broken.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new VectorFileException(name, 0, 0, "cannot be read: " + unreadable.getMessage());
    }
  }

  /** What the schema cannot say: the count, numbers used once, flags explained. */
  private static void checkNumbers(String name, JsonNode root) throws VectorFileException {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode group : root.path("testGroups")) {
      for (JsonNode test : group.path("tests")) {
        if (!ids.add(test.path("tcId").asInt())) {
          throw at(name, test, "tcId " + test.path("tcId").asInt() + " is used twice");
        }
        for (JsonNode flag : test.path("flags")) {
          if (!root.path("notes").has(flag.asString())) {
            throw at(name, flag, "flag " + flag.asString() + " is not explained in notes");
          }
        }
      }
    }
    JsonNode number = root.path("numberOfTests");
    if (number.asInt() != ids.size()) {
      throw at(name, number, "numberOfTests is not " + ids.size());
    }
  }

  private static VectorFileException invalid(String name, Error error) {
    JsonNode at = error.getInstanceNode();
    // An unknown property is told at the object that has it: its own place is more use.
    String property = error.getProperty();
    if (property != null && at.has(property)) {
      at = at.path(property);
    }
    return at(name, at, error.getInstanceLocation() + " " + error.getMessage());
  }

  private static VectorFileException at(String name, JsonNode node, String problem) {
    TokenStreamLocation at = JsonNodes.tokenStreamLocationOf(node);
    return new VectorFileException(
        name, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), problem);
  }

  private static List<Path> pathsIn(Path folder) throws VectorFileException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> paths =
          found
              .filter(path -> path.toString().endsWith(ENDING))
              .filter(path -> !path.endsWith(SCHEMA))
              .sorted()
              .toList();
      if (paths.isEmpty()) {
        throw new VectorFileException(folder.toString(), 0, 0, "no *.json in this folder");
      }
      return paths;
    } catch (IOException unreadable) {
      throw new VectorFileException(folder.toString(), 0, 0, "no folder that can be read");
    }
  }
}
