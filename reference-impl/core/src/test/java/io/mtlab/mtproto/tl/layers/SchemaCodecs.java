package io.mtlab.mtproto.tl.layers;

import io.mtlab.mtproto.tl.SchemaFiles;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Codecs of schemas that are known to be good. */
final class SchemaCodecs {
  private static final Map<Integer, SchemaCodec> LAYERS = new ConcurrentHashMap<>();

  private SchemaCodecs() {}

  static SchemaCodec of(int layer) {
    return LAYERS.computeIfAbsent(layer, number -> of(Layers.schemaOf(number)));
  }

  private static SchemaCodec of(Schema schema) {
    try {
      return SchemaCodec.of(schema);
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  static SchemaCodec ours() {
    return of(SchemaFiles.API);
  }
}
