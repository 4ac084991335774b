package io.mtlab.simulator.dissect;

import io.mtlab.mtproto.tl.TlObjects;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Some kinds of messages: constructors and methods of the schemas, by their names. */
public final class MessageKinds {
  static final int VECTOR_ID = 0x1cb5c415;

  private static final SortedMap<String, Integer> KNOWN = known();

  private final int[] ids;

  /**
   * These.
   *
   * @throws IllegalArgumentException for a name that is not one of {@link #names}
   */
  public MessageKinds(List<String> wanted) {
    ids = wanted.stream().mapToInt(MessageKinds::idOf).sorted().toArray();
  }

  /** All names that there are, sorted. */
  public static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /** Whether the number on the wire is one of them. */
  boolean has(int id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  private static int idOf(String name) {
    Integer id = KNOWN.get(name);
    if (id == null) {
      throw new IllegalArgumentException("no message is called " + name);
    }
    return id;
  }

  private static SortedMap<String, Integer> known() {
    SortedMap<String, Integer> names = new TreeMap<>(TlObjects.names());
    names.put("vector", VECTOR_ID);
    return Collections.unmodifiableSortedMap(names);
  }
}
