package io.mtlab.scenario.serve;

import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A schema in a file, of a layer that a server is to speak beside its own. */
public final class SchemaFile {
  private SchemaFile() {}

  /**
   * Reads a whole schema.
   *
   * @throws EnvironmentException when the file cannot be read
   * @throws SchemaException with line and column, when a server cannot speak it
   */
  public static Schema read(Path file) throws EnvironmentException, SchemaException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw EnvironmentException.of("cannot read the schema " + file, e);
    }
    Schema schema = SchemaParser.parse(text);
    new Layers(schema); // what the grammar does not say is checked here
    return schema;
  }

  /** The layers of one gate. */
  static Layers layers(@Nullable Schema schema) {
    try {
      return schema == null ? new Layers() : new Layers(schema);
    } catch (SchemaException e) {
      throw new IllegalStateException("a schema that was not checked", e);
    }
  }
}
