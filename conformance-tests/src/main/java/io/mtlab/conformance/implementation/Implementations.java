package io.mtlab.conformance.implementation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the folders of implementations. What is unknown or doubled in a file is a mistake. */
public final class Implementations {
  private static final String MANIFEST = "manifest.yaml";
  private static final String EXPECTATIONS = "expectations.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Implementations() {}

  /**
   * All implementations of a folder, by name.
   *
   * @throws ImplementationException when a file is wrong; the message names it
   */
  public static List<Implementation> in(Path folder) throws ImplementationException, IOException {
    List<Path> manifests;
    try (Stream<Path> children = Files.list(folder)) {
      manifests =
          children
              .map(child -> child.resolve(MANIFEST))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    List<Implementation> found = new ArrayList<>();
    for (Path manifest : manifests) {
      found.add(read(manifest));
    }
    return found;
  }

  private static Implementation read(Path file) throws ImplementationException {
    Path folder = file.toAbsolutePath().resolveSibling("").normalize();
    Manifest manifest = read(file, new TypeReference<Manifest>() {});
    if (!folder.endsWith(manifest.name())) {
      throw new ImplementationException(file + ": the name is not that of the folder");
    }
    Path known = folder.resolve(EXPECTATIONS);
    List<Expectation> expectations =
        Files.exists(known) ? read(known, new TypeReference<List<Expectation>>() {}) : List.of();
    try {
      return new Implementation(folder, manifest, expectations);
    } catch (IllegalArgumentException e) {
      throw new ImplementationException(known + ": " + e.getMessage(), e);
    }
  }

  private static <T> T read(Path file, TypeReference<T> type) throws ImplementationException {
    try {
      return YAML.readValue(file.toFile(), type);
    } catch (JacksonException e) {
      throw new ImplementationException(file + ": " + e.getOriginalMessage(), e);
    }
  }
}
