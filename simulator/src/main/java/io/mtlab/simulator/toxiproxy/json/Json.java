package io.mtlab.simulator.toxiproxy.json;

import java.util.List;

/** A JSON value with the place where it was found, as a byte offset. */
public sealed interface Json {
  /** Where it begins in the text. */
  int at();

  /** What Go's errors call it. */
  String kind();

  /** A string. */
  record Text(int at, String value) implements Json {
    @Override
    public String kind() {
      return "string";
    }
  }

  /** A number, as it was written. */
  record Numeral(int at, String literal) implements Json {
    @Override
    public String kind() {
      return "number";
    }
  }

  /** True or false. */
  record Bool(int at, boolean value) implements Json {
    @Override
    public String kind() {
      return "bool";
    }
  }

  /** Null. */
  record Null(int at) implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }

  /** An array. */
  record Array(int at, List<Json> values) implements Json {
    @Override
    public String kind() {
      return "array";
    }
  }

  /** An object; keys may occur more than once. */
  record Struct(int at, List<Member> members) implements Json {
    @Override
    public String kind() {
      return "object";
    }
  }

  /** One key of an object with its value. */
  record Member(String key, Json value) {}
}
