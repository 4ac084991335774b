package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.Attribute;
import io.mtlab.simulator.network.profile.BadFaultException;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.Value;
import io.mtlab.simulator.toxiproxy.json.Fields;
import io.mtlab.simulator.toxiproxy.json.Json;
import io.mtlab.simulator.toxiproxy.json.JsonException;
import io.mtlab.simulator.toxiproxy.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * A fault of a proxy, by netem's and our own words. It looks like a toxic, without toxicity; what
 * it does not know it refuses. A bare number is milliseconds, bytes, 1,000 bytes a second or a
 * share of 1; a text has its unit.
 *
 * @param stream as it was written
 * @param link of several links in a row the one on which it happens; empty for the proxy itself
 * @param since when it was made or changed: its own times count from there
 */
record Fault(String name, FaultSpec spec, String stream, String link, long since) {
  private static final List<String> KEYS = List.of("name", "type", "stream", "link", "attributes");

  /** What a request to make a fault says. */
  static Fault created(Json body) throws ApiError {
    try {
      Fields fields = Fields.of(body, "Fault", "Fault");
      String name = fields.text("name", "");
      String word = fields.text("type", "");
      String stream = fields.text("stream", "downstream");
      String link = fields.text("link", "");
      fields.check();
      Toxic.stream(stream);
      FaultKind kind = FaultKind.of(word);
      if (kind == null) {
        String known = String.join(", ", FaultKind.words());
        throw new ApiError(400, "invalid fault type, can be " + known);
      }
      String plain = word + "_" + stream;
      String known = name.isEmpty() ? named(link, plain) : name;
      FaultSpec nothing = new FaultSpec(kind, direction(stream), new LinkedHashMap<>());
      return new Fault(known, nothing, stream, link, 0).withAttributes(fields);
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
    return direction(stream);
  }

  /** The name under which it draws: alike in both directions, if nobody gave it one of its own. */
  String drawName() {
    String front = named(link, "");
    String behind = "_" + stream;
    String own = name.startsWith(front) ? name.substring(front.length()) : name;
    return own.endsWith(behind) ? own.substring(0, own.length() - behind.length()) : own;
  }

  /** The name of a fault of one of several links. */
  static String named(String link, String plain) {
    return link.isEmpty() ? plain : link + ":" + plain;
  }

  /** Which connection it happens to. */
  PassageId on(PassageId id) {
    return link.isEmpty() ? id : id.over(link);
  }

  void writeTo(JsonText text) {
    text.beginObject().key("attributes");
    attributes(spec, text);
    text.key("name").value(name).key("type").value(spec.kind().word());
    text.key("stream").value(stream);
    if (!link.isEmpty()) {
      text.key("link").value(link);
    }
    text.endObject();
  }

  /** What was said about a fault, in the units of the API. */
  static void attributes(FaultSpec spec, JsonText text) {
    text.beginObject();
    for (Attribute attribute : spec.kind().attributes()) {
      Value value = spec.tells(attribute) ? spec.value(attribute.name()) : null;
      switch (value) {
        case null -> {}
        case Value.Num(double number) ->
            text.key(attribute.name()).value(attribute.apiNumber(number));
        case Value.Word(String word) -> text.key(attribute.name()).value(word);
        case Value.Table(List<Double> numbers) -> {
          text.key(attribute.name()).beginArray();
          attribute.apiNumbers(numbers).forEach(text::value);
          text.endArray();
        }
      }
    }
    text.endObject();
  }

  private Fault withAttributes(Fields fields) throws JsonException, ApiError {
    Fields attributes = fields.nested("attributes", "object", "Fault");
    fields.check();
    String unknown = fields.firstUnknown(KEYS);
    if (unknown != null) {
      throw new ApiError(400, "unknown field: " + unknown);
    }
    try {
      SequencedMap<String, Value> given = new LinkedHashMap<>(spec.given());
      for (Json.Member member : attributes.members()) {
        Attribute attribute = spec.kind().attribute(member.key().toLowerCase(Locale.ROOT));
        if (!(member.value() instanceof Json.Null)) {
          given.put(attribute.name(), value(attribute, member.value()));
        }
      }
      FaultSpec merged = new FaultSpec(spec.kind(), direction(), given).checked();
      return new Fault(name, merged, stream, link, Clock.now());
    } catch (BadFaultException refused) {
      throw new ApiError(400, "invalid attributes: " + refused.getMessage());
    }
  }

  private static Value value(Attribute attribute, Json json) {
    return switch (json) {
      case Json.Numeral(int _, String literal) -> attribute.ofNumber(Double.parseDouble(literal));
      case Json.Text(int _, String text) -> attribute.parse(text);
      case Json.Array array when attribute.type() == Attribute.Type.MESSAGES ->
          attribute.parse(texts(attribute, array));
      case Json.Array array -> {
        List<Double> numbers = new ArrayList<>();
        flatten(attribute, array, numbers);
        yield attribute.ofNumbers(numbers);
      }
      default -> throw unfit(attribute, json);
    };
  }

  private static String texts(Attribute attribute, Json.Array array) {
    List<String> texts = new ArrayList<>();
    for (Json one : array.values()) {
      if (!(one instanceof Json.Text(int _, String text))) {
        throw unfit(attribute, one);
      }
      texts.add(text);
    }
    return String.join(",", texts);
  }

  /** Rows may be lists of their own. */
  private static void flatten(Attribute attribute, Json.Array array, List<Double> into) {
    for (Json one : array.values()) {
      switch (one) {
        case Json.Numeral(int _, String literal) -> into.add(Double.parseDouble(literal));
        case Json.Array row -> flatten(attribute, row, into);
        default -> throw unfit(attribute, one);
      }
    }
  }

  private static BadFaultException unfit(Attribute attribute, Json json) {
    return new BadFaultException(
        attribute.name(),
        attribute.name() + " must be " + attribute.form() + ", not " + json.kind());
  }

  private static Stream direction(String stream) {
    return stream.equalsIgnoreCase("upstream") ? Stream.UPSTREAM : Stream.DOWNSTREAM;
  }
}
