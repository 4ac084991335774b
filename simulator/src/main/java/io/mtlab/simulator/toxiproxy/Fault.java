package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.toxiproxy.json.Fields;
import io.mtlab.simulator.toxiproxy.json.Json;
import io.mtlab.simulator.toxiproxy.json.JsonException;
import io.mtlab.simulator.toxiproxy.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame fault of a proxy. It looks like a toxic, without toxicity; what it does not know it
 * refuses.
 *
 * @param values of the type's attributes, in its order
 */
record Fault(String name, FaultType type, String stream, List<Double> values) {
  private static final List<String> KEYS = List.of("name", "type", "stream", "attributes");

  /** What a request to make a fault says. */
  static Fault created(Json body) throws ApiError {
    try {
      Fields fields = Fields.of(body, "Fault", "Fault");
      String name = fields.text("name", "");
      String word = fields.text("type", "");
      String stream = fields.text("stream", "downstream");
      fields.check();
      Toxic.stream(stream);
      FaultType type = FaultType.of(word);
      if (type == null) {
        throw new ApiError(400, "invalid fault type, can be duplicate, loss or reorder");
      }
      String known = name.isEmpty() ? word + "_" + stream : name;
      return new Fault(known, type, stream, type.defaults()).withAttributes(fields);
    } catch (JsonException e) {
      throw ApiError.badBody(e);
    }
  }

  /** This fault with other attributes; name, type and stream never change. */
  Fault updated(Json body) throws ApiError {
    try {
      return withAttributes(Fields.of(body, "Fault", "Fault"));
    } catch (JsonException e) {
      throw ApiError.badBody(e);
    }
  }

  Stream direction() {
    return stream.equalsIgnoreCase("upstream") ? Stream.UPSTREAM : Stream.DOWNSTREAM;
  }

  /** Whether nobody gave it a name of its own. */
  boolean hasDefaultName() {
    return name.equals(type.word() + "_" + stream);
  }

  void writeTo(JsonText text) {
    text.beginObject().key("attributes").beginObject();
    for (int i = 0; i < values.size(); i++) {
      text.key(type.attributes().get(i)).value(values.get(i).doubleValue());
    }
    text.endObject();
    text.key("name").value(name).key("type").value(type.word());
    text.key("stream").value(stream).endObject();
  }

  private Fault withAttributes(Fields fields) throws JsonException, ApiError {
    Fields attributes = fields.nested("attributes", "object", "Fault");
    List<Double> merged = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      merged.add(attributes.float64(type.attributes().get(i), values.get(i)));
    }
    fields.check();
    refuseUnknown(fields.firstUnknown(KEYS));
    refuseUnknown(attributes.firstUnknown(type.attributes()));
    String refusal = type.refusal(merged);
    if (refusal != null) {
      throw new ApiError(400, "invalid attributes: " + refusal);
    }
    return new Fault(name, type, stream, List.copyOf(merged));
  }

  private static void refuseUnknown(@Nullable String key) throws ApiError {
    if (key != null) {
      throw new ApiError(400, "unknown field: " + key);
    }
  }
}
