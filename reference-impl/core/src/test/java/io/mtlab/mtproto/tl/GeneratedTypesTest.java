package io.mtlab.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every constructor and method of both schemas, against an encoder made from the schema alone. */
class GeneratedTypesTest {
  private static final List<Schema> SCHEMAS = List.of(SchemaFiles.SERVICE, SchemaFiles.API);

  @Seeds(count = 40)
  @Covers({"L-001", "L-002", "L-003", "L-007", "L-009", "L-011"})
  void l001_every_object_is_read_and_written_back(long seed) throws ProtocolException {
    SplittableRandom random = new SplittableRandom(seed);
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : SchemaFiles.generated(schema)) {
        Bytes sample = Samples.of(combinator, schema, random);
        TlReader reader = new TlReader(sample);
        TlObject object = TlObjects.read(reader);
        reader.end();
        assertThat(object.constructorId()).isEqualTo(combinator.id());
        assertThat(TlObjects.toBytes(object)).as(combinator.normalised()).isEqualTo(sample);
        assertThat(TlObjects.read(new TlReader(sample))).isEqualTo(object);
      }
    }
  }

  @Seeds(count = 10)
  @Covers({"L-012", "R-027"})
  void l012_every_method_reads_its_answer(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : schema.methods()) {
        if (combinator.parameters().isEmpty()) {
          Bytes answer = Samples.of(combinator.result(), schema, random);
          Bytes query = Samples.of(combinator, schema, random);
          TlMethod<?> method = (TlMethod<?>) TlObjects.read(new TlReader(query));
          TlReader reader = new TlReader(answer);
          TlObject object = method.readAnswer(reader);
          reader.end();
          assertThat(TlObjects.toBytes(object)).as(combinator.name()).isEqualTo(answer);
        }
      }
    }
  }

  @Seeds(count = 5)
  void a_builder_takes_over_and_gives_back_everything(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int built = 0;
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : SchemaFiles.generated(schema)) {
        Bytes sample = Samples.of(combinator, schema, random);
        TlObject object = TlObjects.read(new TlReader(sample));
        if (hasBuilder(object)) {
          Object builder = object.getClass().getMethod("toBuilder").invoke(object);
          assertThat(builder.getClass().getMethod("build").invoke(builder)).isEqualTo(object);
          built++;
        }
      }
    }
    assertThat(built).isGreaterThan(30);
  }

  private static boolean hasBuilder(TlObject object) {
    return List.of(object.getClass().getDeclaredClasses()).stream()
        .anyMatch(nested -> nested.getSimpleName().equals("Builder"));
  }

  @Test
  void texts_say_nothing_but_name_and_number() throws ProtocolException {
    SplittableRandom random = new SplittableRandom(1);
    for (Schema schema : SCHEMAS) {
      for (Combinator combinator : SchemaFiles.generated(schema)) {
        TlObject object = TlObjects.read(new TlReader(Samples.of(combinator, schema, random)));
        assertThat(object).hasToString("%s#%08x".formatted(combinator.name(), combinator.id()));
      }
    }
  }

  @Requirement("L-010")
  void l010_every_number_follows_from_its_declaration() {
    assertThat(SchemaFiles.SERVICE.withOtherNumbers()).isEmpty();
    assertThat(SchemaFiles.API.withOtherNumbers()).isEmpty();
    assertThat(SchemaFiles.API.layer()).hasValue(ApiObjects.LAYER);
  }
}
