package io.mtlab.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.model.schema.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The published schema and the enums behind it know the same words. */
final class SchemaTest {
  private final JsonNode schema = Schemas.load(Schemas.SCENARIO).document();

  @Test
  void words_are_the_same_on_both_sides() {
    assertThat(words("/$defs/phase/properties/do/enum")).isEqualTo(Verb.words());
    assertThat(words("/$defs/expectation/properties/measure/enum")).isEqualTo(Measures.NAMES);
    assertThat(words("/properties/invariants/items/enum")).isEqualTo(Invariant.words());
    assertThat(words("/$defs/node/properties/role/enum"))
        .containsExactlyInAnyOrderElementsOf(NodeRole.words());
    assertThat(words("/$defs/parameter/properties/type/enum"))
        .isEqualTo(
            Arrays.stream(Parameter.Type.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList());
    assertThat(schema.at("/$defs/link/properties").propertyNames())
        .containsAll(NetworkWord.words());
  }

  private List<String> words(String pointer) {
    List<String> words = new ArrayList<>();
    schema.at(pointer).forEach(word -> words.add(word.asString()));
    return words;
  }
}
