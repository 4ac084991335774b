package io.mtlab.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole schema: constructors and methods in the order of the text, with look-ups. */
public final class Schema {
  /** Types that every schema may use without a declaration. */
  private static final Set<String> BUILTIN =
      Set.of(
          "int", "long", "double", "string", "bytes", "int128", "int256", "true", "Bool", "Vector",
          "vector", "Object", "Type");

  private final OptionalInt layer;
  private final List<Combinator> constructors = new ArrayList<>();
  private final List<Combinator> methods = new ArrayList<>();
  private final Map<String, Combinator> constructorsByName = new LinkedHashMap<>();
  private final Map<String, Combinator> methodsByName = new LinkedHashMap<>();
  private final Map<Integer, Combinator> byId = new LinkedHashMap<>();
  private final Map<String, List<Combinator>> byType = new LinkedHashMap<>();
  private final Map<Combinator, Place> places;

  /** Where a declaration begins: line and column, both counted from 1. */
  public record Place(int line, int column) {}

  Schema(OptionalInt layer, List<Combinator> combinators, Map<Combinator, Place> places) {
    this.layer = layer;
    this.places = places;
    for (Combinator combinator : combinators) {
      byId.put(combinator.id(), combinator);
      if (combinator.kind() == Combinator.Kind.METHOD) {
        methods.add(combinator);
        methodsByName.put(combinator.name(), combinator);
      } else {
        constructors.add(combinator);
        constructorsByName.put(combinator.name(), combinator);
        if (combinator.result() instanceof TypeExpression.Named type) {
          byType.computeIfAbsent(type.name(), _ -> new ArrayList<>()).add(combinator);
        }
      }
    }
  }

  /** The number in a comment {@code // LAYER n}. */
  public OptionalInt layer() {
    return layer;
  }

  /** All constructors. */
  public List<Combinator> constructors() {
    return List.copyOf(constructors);
  }

  /** All methods. */
  public List<Combinator> methods() {
    return List.copyOf(methods);
  }

  /** The names of all types that have a constructor, in the order of their first one. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /** The constructors of this type; none if there is no such type. */
  public List<Combinator> constructorsOf(String type) {
    return List.copyOf(byType.getOrDefault(type, List.of()));
  }

  /** The constructor of this name. */
  public @Nullable Combinator constructor(String name) {
    return constructorsByName.get(name);
  }

  /** The method of this name. */
  public @Nullable Combinator method(String name) {
    return methodsByName.get(name);
  }

  /** The constructor or method with this number. */
  public @Nullable Combinator byId(int id) {
    return byId.get(id);
  }

  /** What the schema as a whole lacks, as an error at its beginning. */
  public SchemaException problem(String expected, String found) {
    return new SchemaException(1, 1, expected, found);
  }

  /** What is wrong with a declaration beyond its grammar, as an error that names its place. */
  public SchemaException problem(Combinator declaration, String expected, String found) {
    Place place = places.getOrDefault(declaration, new Place(1, 1));
    return new SchemaException(place.line(), place.column(), expected, found);
  }

  /**
   * This schema with other declarations: what is given takes the place of what had its name and
   * kind, or is added; what is named goes.
   *
   * @param given declarations of the other schema
   * @param gone names of constructors and methods that the other schema does not have
   */
  public Schema revised(Collection<Combinator> given, Set<String> gone) {
    Map<String, Combinator> all = new LinkedHashMap<>();
    Stream.concat(
            Stream.concat(constructors.stream(), methods.stream())
                .filter(combinator -> !gone.contains(combinator.name())),
            given.stream())
        .forEach(combinator -> all.put(combinator.kind() + " " + combinator.name(), combinator));
    return new Schema(layer, List.copyOf(all.values()), places);
  }

  /** Those whose given number is not the computed one. */
  public List<Combinator> withOtherNumbers() {
    return Stream.concat(constructors.stream(), methods.stream())
        .filter(combinator -> !combinator.hasComputedId())
        .toList();
  }

  /** Names of types and bare constructors that are used but neither declared nor built in. */
  public List<String> undeclared() {
    return List.copyOf(undeclaredIn().keySet());
  }

  /** The same, each with the first declaration that uses it. */
  public SequencedMap<String, Combinator> undeclaredIn() {
    SequencedMap<String, Combinator> missing = new LinkedHashMap<>();
    Stream.concat(constructors.stream(), methods.stream())
        .forEach(combinator ->
            undeclared(combinator).forEach(name -> missing.putIfAbsent(name, combinator)));
    return missing;
  }

  private Set<String> undeclared(Combinator combinator) {
    Set<String> missing = new LinkedHashSet<>();
    Consumer<TypeExpression.Named> check =
        named -> {
          boolean known =
              named.namesConstructor()
                  ? constructorsByName.containsKey(named.name())
                  : byType.containsKey(named.name());
          if (!known && !BUILTIN.contains(named.name())) {
            missing.add(named.name());
          }
        };
    combinator.fields().forEach(field -> names(field.type(), check));
    names(combinator.result(), check);
    return missing;
  }

  private static void names(TypeExpression type, Consumer<TypeExpression.Named> to) {
    if (type instanceof TypeExpression.Named named) {
      to.accept(named);
      named.arguments().forEach(argument -> names(argument, to));
    } else if (type instanceof TypeExpression.Repetition repetition) {
      repetition.fields().forEach(field -> names(field.type(), to));
    }
  }
}
