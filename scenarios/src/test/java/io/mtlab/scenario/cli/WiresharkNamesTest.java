package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The constructors that the dissector for Wireshark has built in, against our schema. */
final class WiresharkNamesTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path TL = REPOSITORY.resolve("reference-impl/core/src/main/tl");

  private static final Path BUILT_IN = REPOSITORY.resolve("simulator/wireshark/mtproto/schema.lua");

  private static final Pattern DECLARATION =
      Pattern.compile("(?m)^([A-Za-z][\\w.]*)#([0-9a-f]{8})((?: [\\w]+:\\S+)*) = ");

  @Test
  void every_service_message_is_built_in_with_its_fields() throws IOException {
    Map<String, String> service = declarations(TL.resolve("mtproto.tl"));

    assertThat(service).hasSizeGreaterThan(50);
    assertThat(declarations(BUILT_IN)).containsAllEntriesOf(service);
  }

  @Test
  void whatever_is_built_in_has_the_number_of_the_schema() throws IOException {
    Map<String, String> schema = declarations(TL.resolve("mtproto.tl"));
    String api = Files.readString(TL.resolve("api.tl"));

    declarations(BUILT_IN)
        .forEach((name, declared) -> {
          if (!schema.containsKey(name)) {
            assertThat(api).contains("\n" + name + "#" + declared.substring(0, 8) + " ");
          }
        });
  }

  /** Numbers and fields, by names. */
  private static Map<String, String> declarations(Path file) throws IOException {
    Map<String, String> found = new TreeMap<>();
    Matcher each = DECLARATION.matcher(Files.readString(file));
    while (each.find()) {
      found.put(each.group(1), each.group(2) + each.group(3));
    }
    return found;
  }
}
