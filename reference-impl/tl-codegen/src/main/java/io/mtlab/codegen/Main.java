package io.mtlab.codegen;

import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The build's entry: {@code Main <folder with the .tl files> <folder for the sources>}. Exit codes:
 * 0 ok, 1 a schema is wrong, 2 usage, 4 a file cannot be read or written.
 */
public final class Main {
  /** Schema files and the packages that they become. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "mtproto.tl", "io.mtlab.mtproto.tl.service",
              "api.tl", "io.mtlab.mtproto.tl.api"));

  private static final String API = "api.tl";

  /** The folder with what the API's schema was in older layers. */
  private static final String LAYERS = "layers";

  private Main() {}

  /** Generates and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.err));
  }

  static int run(String[] arguments, PrintStream errors) {
    if (arguments.length != 2) {
      errors.println("usage: Main <folder with the .tl files> <folder for the sources>");
      return 2;
    }
    Map<String, String> files = new TreeMap<>();
    String at = "";
    try {
      for (Map.Entry<String, String> entry : PACKAGES.entrySet()) {
        at = entry.getKey();
        Schema schema = SchemaParser.parse(Files.readString(Path.of(arguments[0], at)));
        files.putAll(Generator.files(schema, entry.getValue(), at));
      }
      at = LAYERS;
      String api = Files.readString(Path.of(arguments[0], API));
      List<PastLayer> past = PastLayer.in(Path.of(arguments[0], LAYERS), SchemaParser.parse(api));
      files.put(PastCode.path(), PastCode.file(api, past));
      new OutputFolder(Path.of(arguments[1])).fill(files);
      return 0;
    } catch (SchemaException | GeneratorException e) {
      errors.println(at + ": " + e.getMessage());
      return 1;
    } catch (IOException e) {
      errors.println(at + ": " + e);
      return 4;
    }
  }
}
