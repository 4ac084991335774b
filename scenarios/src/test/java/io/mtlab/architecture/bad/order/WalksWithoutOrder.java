package io.mtlab.architecture.bad.order;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One method for each way through a collection without an order. */
public final class WalksWithoutOrder {
  private final Map<String, Integer> map = new HashMap<>();
  private final HashSet<String> set = new HashSet<>();

  int loop() {
    int sum = 0;
    for (int value : map.values()) {
      sum += value;
    }
    return sum;
  }

  int loopOverSet() {
    int sum = 0;
    for (String value : set) {
      sum += value.length();
    }
    return sum;
  }

  void forEachOfMap(StringBuilder to) {
    map.forEach((key, value) -> to.append(key).append(value));
  }

  Stream<Integer> streamOfSetOf() {
    return Set.of(1, 2).stream();
  }

  int loopOverBoth(SequencedMap<String, Integer> sorted, Set<String> names) {
    int sum = 0;
    for (String key : sorted.keySet()) {
      sum += key.length();
    }
    for (String name : names) {
      sum += name.length();
    }
    return sum;
  }

  Function<Map<String, Integer>, Set<String>> byReference() {
    return Map::keySet;
  }
}
