package io.mtlab.scenario.model.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schemas of this module (dialect 2020-12), as they lie beside the library. */
public final class Schemas {
  /** The form of a scenario file. */
  public static final String SCENARIO = "scenario.json";

  /** The form of a run's {@code run.json}. */
  public static final String RUN = "run.json";

  /** The form of what {@code mtlab interop} writes. */
  public static final String INTEROP = "interop.json";

  /** The form of what {@code mtlab bench --json} prints. */
  public static final String BENCH = "bench.json";

  private static final String FOLDER = "/io/mtlab/scenario/schema/";

  private final JsonNode document;
  private final Schema schema;

  private Schemas(JsonNode document) {
    this.document = document;
    this.schema = SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(document);
  }

  /** One of the schemas above. */
  public static Schemas load(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("no schema " + name + " on the class path");
      }
      return new Schemas(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the schema says against a value; empty if it is right. */
  public List<Error> check(JsonNode value) {
    return schema.validate(value);
  }

  /** The schema itself. */
  public JsonNode document() {
    return document;
  }
}
