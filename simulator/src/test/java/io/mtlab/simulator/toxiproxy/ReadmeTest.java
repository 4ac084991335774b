package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import io.mtlab.simulator.toxiproxy.backend.Capability;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the README say what the code does. */
class ReadmeTest {
  private static final Pattern TEST_NAME = Pattern.compile("`([a-z0-9]+(?:_[a-z0-9]+){2,})`");
  private static final List<String> LINES = lines();

  @Test
  void every_toxic_has_a_row_with_tests_that_exist() {
    Set<String> tests = new TreeSet<>();
    for (Class<?> suite : List.of(ToxicsSuite.class, ConnectionsSuite.class, ApiSuite.class)) {
      Stream.of(suite.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Test.class))
          .map(Method::getName)
          .forEach(tests::add);
    }
    for (ToxicType type : ToxicType.values()) {
      String word = type.name().toLowerCase(Locale.ROOT);
      assertThat(namedIn(row("| `" + word + "` |"))).as(word).isNotEmpty();
    }
    List<String> named =
        LINES.stream()
            .dropWhile(line -> !line.equals("### Toxics"))
            .takeWhile(line -> line.equals("### Toxics") || !line.startsWith("##"))
            .flatMap(line -> namedIn(line).stream())
            .toList();
    assertThat(tests).containsAll(named);
    assertThat(named).hasSizeGreaterThan(20);
  }

  @Test
  void the_capabilities_are_those_of_the_code() {
    for (Capability capability : Capability.values()) {
      String[] cells = row("| " + capability.about() + " |").split("\\|", -1);
      assertThat(saysYes(cells[2])).isEqualTo(capability.on(BackendKind.EMBEDDED));
      for (BackendKind kind : BackendKind.values()) {
        if (kind.isReal()) {
          assertThat(saysYes(cells[3]))
              .as("%s on %s", capability, kind)
              .isEqualTo(capability.on(kind));
        }
      }
      assertThat(saysYes(cells[4])).isEqualTo(capability.on(BackendKind.VIRTUAL));
    }
  }

  private static boolean saysYes(String cell) {
    return cell.strip().startsWith("yes");
  }

  private static String row(String start) {
    return LINES.stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + start));
  }

  private static List<String> namedIn(String line) {
    return line.startsWith("|")
        ? TEST_NAME.matcher(line).results().map(found -> found.group(1)).toList()
        : List.of();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("README.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
