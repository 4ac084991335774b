package io.mtlab.conformance.vectors.format;

import io.mtlab.mtproto.bytes.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One test. A field that the test has not is looked up in its group. Bytes are hexadecimal in wire
 * order, 64-bit numbers are decimal text, big numbers are hexadecimal and big-endian.
 */
public final class Vector {
  private final String algorithm;
  private final JsonNode group;
  private final JsonNode test;

  Vector(String algorithm, JsonNode group, JsonNode test) {
    this.algorithm = algorithm;
    this.group = group;
    this.test = test;
  }

  /** What the file is about: some types stand in several files. */
  public String algorithm() {
    return algorithm;
  }

  /** The test's number in its file. */
  public int id() {
    return test.path("tcId").asInt();
  }

  /** What is special about it. */
  public String comment() {
    return test.path("comment").asString();
  }

  /** What must become of it. */
  public Expected expected() {
    return Expected.valueOf(test.path("result").asString().toUpperCase(Locale.ROOT));
  }

  /** Whether it carries a flag of the file's notes. */
  public boolean hasFlag(String flag) {
    return StreamSupport.stream(test.path("flags").spliterator(), false)
        .anyMatch(node -> node.asString().equals(flag));
  }

  /** Whether the test or its group has a field. */
  public boolean has(String field) {
    return test.has(field) || group.has(field);
  }

  /** A field as JSON, for values with a form of their own. */
  public JsonNode json(String field) {
    JsonNode node = test.has(field) ? test.path(field) : group.path(field);
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("test " + id() + " has no field " + field);
    }
    return node;
  }

  /** A field of bytes. */
  public Bytes bytes(String field) {
    return Bytes.fromHex(json(field).asString());
  }

  /** A field of bytes, as a new array. */
  public byte[] array(String field) {
    return bytes(field).toArray();
  }

  /** A list of bytes. */
  public List<Bytes> bytesList(String field) {
    return StreamSupport.stream(json(field).spliterator(), false)
        .map(node -> Bytes.fromHex(node.asString()))
        .toList();
  }

  /** A list of small numbers. */
  public List<Integer> intList(String field) {
    return StreamSupport.stream(json(field).spliterator(), false).map(JsonNode::asInt).toList();
  }

  /** A small number. */
  public int int32(String field) {
    return json(field).asInt();
  }

  /** A 64-bit number, given as decimal text. */
  public long int64(String field) {
    return Long.parseLong(json(field).asString());
  }

  /** A big number; no digits at all are zero. */
  public BigInteger number(String field) {
    String digits = json(field).asString();
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 16);
  }

  /** Text. */
  public String text(String field) {
    return json(field).asString();
  }

  /** True or false. */
  public boolean isTrue(String field) {
    return json(field).asBoolean();
  }

  /** Demands that a field of bytes has this value; does nothing if the test has not the field. */
  public void expect(String field, Bytes actual) throws Mismatch {
    if (has(field)) {
      expectText(field, actual.toHex());
    }
  }

  /** The same for an array. */
  public void expect(String field, byte[] actual) throws Mismatch {
    expect(field, Bytes.copyOf(actual));
  }

  /** The same for a 64-bit number, given as decimal text. */
  public void expect(String field, long actual) throws Mismatch {
    expectText(field, Long.toString(actual));
  }

  /** The same for text; hexadecimal digits are text, too. */
  public void expectText(String field, String actual) throws Mismatch {
    if (has(field) && !json(field).asString().equals(actual)) {
      throw new Mismatch(field, json(field).asString(), actual);
    }
  }
}
