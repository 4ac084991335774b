package io.mtlab.architecture.bad.order;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** What is allowed: asking a map, and walking through what has an order. */
public final class WalksInOrder {
  private final Map<String, Integer> asked = new HashMap<>();
  private final LinkedHashMap<String, Integer> linked = new LinkedHashMap<>();
  private final EnumMap<TimeUnit, Integer> byUnit = new EnumMap<>(TimeUnit.class);
  private final TreeSet<Integer> sorted = new TreeSet<>();

  int walk(List<String> names) {
    int sum = 0;
    for (String name : names) {
      sum += asked.getOrDefault(name, 0);
    }
    for (Map.Entry<String, Integer> entry : linked.entrySet()) {
      sum += entry.getValue();
    }
    for (int value : byUnit.values()) {
      sum += value;
    }
    for (int value : sorted) {
      sum += value;
    }
    return sum;
  }
}
