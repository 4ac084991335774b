package io.mtlab.codegen;

import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of the folder beside {@code api.tl}: what the API's schema was up to a layer.
 *
 * @param layer the last one with these declarations
 * @param text the declarations
 * @param notYet names that the layer does not have, from the comment {@code // Not yet:}
 */
record PastLayer(int layer, String text, List<String> notYet) {
  private static final Pattern FILE = Pattern.compile("until-(\\d{1,6})\\.tl");
  private static final Pattern NOT_YET = Pattern.compile("// Not yet:((?:[^\\n]*\\n//  )*[^\\n]*)");

  /** The files of a folder, the oldest layer first; none if there is no such folder. */
  static List<PastLayer> in(Path folder, Schema api) throws IOException, SchemaException {
    List<PastLayer> layers = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      Matcher matcher = FILE.matcher(name);
      if (!matcher.matches()) {
        throw new GeneratorException(name, "its name is not until-<layer>.tl");
      }
      layers.add(read(name, Integer.parseInt(matcher.group(1)), Files.readString(file), api));
    }
    layers.sort((a, b) -> Integer.compare(a.layer, b.layer));
    return layers;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static PastLayer read(String file, int layer, String text, Schema api)
      throws SchemaException {
    Schema schema;
    try {
      schema = SchemaParser.parse(text);
    } catch (SchemaException e) {
      throw new GeneratorException(file, String.valueOf(e.getMessage()));
    }
    List<String> notYet = new ArrayList<>();
    Matcher matcher = NOT_YET.matcher(text);
    while (matcher.find()) {
      for (String word : matcher.group(1).replace("//", " ").trim().split("\\s+", -1)) {
        notYet.add(word);
      }
    }
    PastLayer past = new PastLayer(layer, text.replaceAll("(?m)^\\s*//.*\\R", ""), notYet);
    past.refuseGaps(file, schema, api);
    return past;
  }

  private void refuseGaps(String file, Schema schema, Schema api) {
    Generator.refuseOtherNumbers(schema);
    for (String name : notYet) {
      if (api.constructor(name) == null && api.method(name) == null) {
        throw new GeneratorException(file, name + " is not declared in the current layer");
      }
    }
    Set<String> known = new HashSet<>(api.types());
    known.addAll(schema.types());
    for (Combinator combinator : schema.constructors()) {
      if (api.constructor(combinator.name()) == null) {
        throw new GeneratorException(file, combinator.name() + " is no more: nobody makes it");
      }
    }
    schema.undeclared().stream()
        .filter(type -> !known.contains(type))
        .findFirst()
        .ifPresent(type -> {
          throw new GeneratorException(file, type + " is used, but not declared");
        });
  }
}
