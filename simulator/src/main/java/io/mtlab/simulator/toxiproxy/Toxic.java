package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.toxiproxy.json.Fields;
import io.mtlab.simulator.toxiproxy.json.Json;
import io.mtlab.simulator.toxiproxy.json.JsonException;
import io.mtlab.simulator.toxiproxy.json.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A toxic of a proxy, as it was asked for.
 *
 * @param stream as it was written: its case is kept
 * @param toxicity the share of connections that it is drawn for
 * @param values of the type's attributes, in its order
 */
record Toxic(String name, ToxicType type, String stream, float toxicity, List<Long> values) {
  private static final String UPDATE_TYPE =
      "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; "
          + "Toxicity float32 \"json:\\\"toxicity\\\"\" }";

  /** What a request to make a toxic says. */
  static Toxic created(Json body) throws ApiError {
    try {
      Fields fields = Fields.of(body, "toxics.ToxicWrapper", "ToxicWrapper");
      String name = fields.text("name", "");
      String word = fields.text("type", "");
      String stream = fields.text("stream", "downstream");
      float toxicity = fields.float32("toxicity", 1);
      fields.nested("attributes", "toxics.NoopToxic", "NoopToxic");
      fields.check();
      stream(stream);
      ToxicType type = ToxicType.of(word);
      if (type == null) {
        throw new ApiError(400, "invalid toxic type");
      }
      List<Long> zeros = Collections.nCopies(type.attributes().size(), 0L);
      String known = name.isEmpty() ? word + "_" + stream : name;
      return new Toxic(known, type, stream, toxicity, zeros).withAttributes(fields);
    } catch (JsonException e) {
      throw ApiError.badBody(e);
    }
  }

  /** This toxic with what a request to change it says; name, type and stream never change. */
  Toxic updated(Json body) throws ApiError {
    try {
      Fields fields = Fields.of(body, UPDATE_TYPE, "");
      float newToxicity = fields.float32("toxicity", toxicity);
      return new Toxic(name, type, stream, newToxicity, values).withAttributes(fields);
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
      text.key(type.attributes().get(i)).value(values.get(i).longValue());
    }
    text.endObject();
    text.key("name").value(name).key("type").value(type.word()).key("stream").value(stream);
    text.key("toxicity").value(toxicity).endObject();
  }

  /** Refuses what is no stream, in any case of letters. */
  static void stream(String word) throws ApiError {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!lower.equals("upstream") && !lower.equals("downstream")) {
      throw new ApiError(400, "stream was invalid, can be either upstream or downstream");
    }
  }

  private Toxic withAttributes(Fields fields) throws JsonException, ApiError {
    Fields attributes = fields.nested("attributes", "toxics." + type.struct(), type.struct());
    List<Long> merged = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      String key = type.attributes().get(i);
      merged.add(attributes.integer(key, type.goType(), values.get(i)));
    }
    fields.check();
    String refusal = type.refusal(merged);
    if (refusal != null) {
      throw new ApiError(400, "invalid attributes: " + refusal);
    }
    return new Toxic(name, type, stream, toxicity, List.copyOf(merged));
  }
}
