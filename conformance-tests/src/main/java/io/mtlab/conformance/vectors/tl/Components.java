package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.RawQuery;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.Message;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The components of a record by their TL names, and of all records inside it, to be held against
 * the fields that a test states.
 *
 * @param values outermost first where a name occurs twice
 * @param textIsHex whether the tests write text as hexadecimal digits
 */
record Components(Map<String, Object> values, boolean textIsHex) {

  static Components of(TlObject object, boolean textIsHex) {
    Map<String, Object> values = new TreeMap<>();
    collect(object, values);
    return new Components(values, textIsHex);
  }

  private static void collect(TlObject object, Map<String, Object> into) {
    if (object instanceof Message message) {
      // The size is no component: it is that of the body.
      into.putIfAbsent("bytes", message.body().size());
    }
    List<TlObject> inside = new ArrayList<>();
    for (RecordComponent component : components(object)) {
      Object value = valueOf(component, object);
      if (value != null) {
        into.putIfAbsent(component.getName(), value);
      }
      if (value instanceof RawQuery query) {
        inside.add(read(query));
      } else if (value instanceof TlObject nested) {
        inside.add(nested);
      }
    }
    inside.forEach(nested -> collect(nested, into));
  }

  private static TlObject read(RawQuery query) {
    try {
      return TlObjects.read(new TlReader(query.body()));
    } catch (ProtocolException e) {
      throw new IllegalArgumentException("no query that is known here: " + query, e);
    }
  }

  private static RecordComponent[] components(TlObject object) {
    return object.getClass().isRecord()
        ? object.getClass().getRecordComponents()
        : new RecordComponent[0];
  }

  private static @org.jspecify.annotations.Nullable Object valueOf(
      RecordComponent component, TlObject object) {
    try {
      return component.getAccessor().invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds those of an object that stands undecoded in this one. */
  void add(TlObject object) {
    collect(object, values);
  }

  /** Demands each of these fields. */
  void expect(JsonNode fields) throws Mismatch {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      Object actual = values.get(javaName(field.getKey()));
      if (actual == null) {
        throw new Mismatch(field.getKey(), field.getValue().toString(), "nothing");
      }
      expect(field.getKey(), field.getValue(), actual);
    }
  }

  private void expect(String name, JsonNode expected, Object actual) throws Mismatch {
    if (actual instanceof TlObject object) {
      of(object, textIsHex).expect(expected);
    } else if (actual instanceof List<?> list) {
      if (list.size() != expected.size()) {
        throw new Mismatch(name, expected.toString(), list.size() + " elements");
      }
      for (int i = 0; i < list.size(); i++) {
        expect(name + "[" + i + "]", expected.path(i), list.get(i));
      }
    } else if (!expected.asString().equals(text(actual))) {
      throw new Mismatch(name, expected.asString(), text(actual));
    }
  }

  private String text(Object value) {
    return switch (value) {
      case Bytes bytes -> bytes.toHex();
      case String text when textIsHex -> Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)).toHex();
      default -> value.toString();
    };
  }

  private static String javaName(String name) {
    StringBuilder java = new StringBuilder();
    boolean capital = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        capital = true;
      } else {
        java.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      }
    }
    return java.toString();
  }
}
