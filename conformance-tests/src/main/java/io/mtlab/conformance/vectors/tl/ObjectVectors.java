package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.layers.Node;
import io.mtlab.mtproto.tl.layers.SchemaCodec;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import io.mtlab.schema.TypeExpression;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code TlObjectTest}: service messages and some of the API, field by field. Where random bytes
 * stand for text, the codec of the test's own declaration reads them, which looks into no string.
 */
public final class ObjectVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    Bytes encoded = vector.bytes("encoded");
    TlReader reader = new TlReader(encoded);
    TlObject object;
    try {
      object = TlObjects.read(reader);
    } catch (ProtocolException refused) {
      if (refused.fault() != Malformed.STRING_NOT_UTF8) {
        throw refused;
      }
      bytesForText(vector, encoded);
      return;
    }
    reader.end();
    if (vector.has("fields")) {
      Components.of(object, true).expect(vector.json("fields"));
    }
    vector.expect("encoded", TlObjects.toBytes(object));
  }

  private static void bytesForText(Vector vector, Bytes encoded)
      throws ProtocolException, Mismatch {
    SchemaCodec codec = codec(vector.text("declaration"));
    TypeExpression type = codec.schema().constructors().getFirst().result();
    Object value = codec.read(encoded, type);
    for (Map.Entry<String, JsonNode> field : vector.json("fields").properties()) {
      Object actual = value instanceof Node node ? node.field(field.getKey()) : null;
      String text = actual instanceof Bytes bytes ? bytes.toHex() : String.valueOf(actual);
      if (!field.getValue().asString().equals(text)) {
        throw new Mismatch(field.getKey(), field.getValue().asString(), text);
      }
    }
    vector.expect("encoded", codec.write(value, type));
  }

  private static SchemaCodec codec(String declaration) {
    try {
      return SchemaCodec.of(SchemaParser.parse(declaration + ";"));
    } catch (SchemaException e) {
      throw new IllegalArgumentException(declaration, e);
    }
  }
}
