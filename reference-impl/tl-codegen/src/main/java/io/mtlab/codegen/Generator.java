package io.mtlab.codegen;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import io.mtlab.schema.TypeExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From one schema to the source files of one package. */
final class Generator {
  /** Types that the core has by hand. */
  private static final Set<String> BY_HAND =
      Set.of("Bool", "True", "Vector", "Int", "Long", "Double", "String", "Int128", "Int256");

  private final Schema schema;
  private final String packageName;
  private final Types types;
  private final Map<String, String> files = new TreeMap<>();

  private Generator(Schema schema, String packageName) {
    this.schema = schema;
    this.packageName = packageName;
    this.types = new Types(schema, packageName);
  }

  /**
   * The files, path to text.
   *
   * @param origin the name of the schema's file, for the package's page
   */
  static Map<String, String> files(Schema schema, String packageName, String origin) {
    Generator generator = new Generator(schema, packageName);
    generator.refuseGaps();
    generator.generate(origin);
    return generator.files;
  }

  private void refuseGaps() {
    schema.undeclared().stream()
        .findFirst()
        .ifPresent(name -> {
          throw new GeneratorException(name, "used, but not declared");
        });
    refuseOtherNumbers(schema);
  }

  /** A number that is not the checksum of its declaration is a mistake in one of both. */
  static void refuseOtherNumbers(Schema schema) {
    schema.withOtherNumbers().stream()
        .findFirst()
        .ifPresent(combinator -> {
          throw new GeneratorException(
              combinator.name(),
              "its number is #%08x, but that of \"%s\" is #%08x"
                  .formatted(combinator.id(), combinator.normalised(), combinator.computedId()));
        });
  }

  private void generate(String origin) {
    List<Combinator> constructors = schema.constructors().stream().filter(this::isOurs).toList();
    for (String type : schema.types()) {
      List<Combinator> ofType = schema.constructorsOf(type);
      if (ofType.size() > 1 && isOurs(ofType.getFirst())) {
        add(SealedCode.type(type, ofType, types));
      }
    }
    for (Combinator constructor : constructors) {
      add(new RecordCode(constructor, types).record(parentOf(constructor)));
    }
    for (Combinator method : schema.methods()) {
      add(new RecordCode(method, types).record(AnswerCode.parent(method, types)));
    }
    List<Combinator> all = Stream.concat(constructors.stream(), schema.methods().stream()).toList();
    add(TableCode.table(tableName(), schema, all, types));
    put("package-info.java", packageInfo(origin));
  }

  /** {@code ServiceObjects} for the package {@code ...tl.service}. */
  private String tableName() {
    return Names.ofCombinator(packageName.substring(packageName.lastIndexOf('.') + 1)) + "Objects";
  }

  private boolean isOurs(Combinator constructor) {
    return !constructor.builtin()
        && constructor.result() instanceof TypeExpression.Named type
        && !BY_HAND.contains(type.name());
  }

  private TypeName parentOf(Combinator constructor) {
    return constructor.result() instanceof TypeExpression.Named type
            && schema.constructorsOf(type.name()).size() > 1
        ? types.type(type.name())
        : Core.OBJECT;
  }

  private void add(TypeSpec type) {
    JavaFile file =
        JavaFile.builder(packageName, type).skipJavaLangImports(false).indent("  ").build();
    put(type.name() + ".java", file.toString());
  }

  private void put(String name, String text) {
    if (files.put(packageName.replace('.', '/') + "/" + name, text) != null) {
      throw new GeneratorException(name, "two declarations with one Java name");
    }
  }

  private String packageInfo(String origin) {
    return """
    /**
     * Generated from {@code %s}: a record for each constructor and method, a sealed interface for
     * each type with several constructors. The layers above build and match them; {@code
     * TlObjects} reads them by their number.
     */
    @NullMarked
    package %s;

    import org.jspecify.annotations.NullMarked;
    """
        .formatted(origin, packageName);
  }
}
