package io.mtlab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.mtlab.architecture.bad.order.WalksInOrder;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Each rule fires on a class that breaks it: a rule that is never seen to fire may hold nothing.
 */
class RulesFireTest {
  private static final String BAD = "io.mtlab.architecture.bad";
  private static final JavaClasses BAD_CLASSES = new ClassFileImporter().importPackages(BAD);

  @Test
  void an_arrow_the_wrong_way_is_seen_in_fields_generics_and_arrays() {
    assertThat(violations(Arrows.CORE.below(BAD)))
        .anyMatch(each -> each.contains("asArray()> depends on component type"))
        .anyMatch(each -> each.contains("generic") && each.contains("sessions"))
        .noneMatch(each -> each.contains("session may not know"));
  }

  @Test
  void a_package_without_a_row_is_seen() {
    assertThat(violations(Arrows.CORE.below(BAD)))
        .anyMatch(each -> each.contains("newcomer has no row in the table"));
  }

  @Test
  void a_cycle_is_seen() {
    assertThat(violations(Rules.noCycles(BAD + ".(*)..")))
        .singleElement()
        .asString()
        .contains("crypto", "session");
  }

  @Test
  void every_way_outside_is_seen() {
    List<String> violations = violations(Rules.sansIo(Rules.in(BAD + ".io")));

    assertThat(
            List.of(
                "instant",
                "clock",
                "nanoTime",
                "byReference",
                "mathRandom",
                "random",
                "threadLocalRandom",
                "uuid",
                "thread",
                "socketAddress",
                "identity"))
        .allSatisfy(method -> assertThat(violations).anyMatch(in("ReachesOutside", method)));
  }

  @Test
  void every_walk_without_an_order_is_seen() {
    List<String> violations = violations(Rules.orderedIteration(Rules.in(BAD + ".order")));

    assertThat(
            List.of(
                "loop",
                "loopOverSet",
                "forEachOfMap",
                "streamOfSetOf",
                "loopOverBoth",
                "byReference"))
        .allSatisfy(method -> assertThat(violations).anyMatch(in("WalksWithoutOrder", method)));
    assertThat(violations).noneMatch(each -> each.contains(WalksInOrder.class.getSimpleName()));
  }

  @Test
  void names_that_say_nothing_are_seen() {
    assertThat(violations(Rules.tellingNames(Rules.in(BAD))))
        .anyMatch(each -> each.contains("bad.impl.deep.InsideImpl"))
        .anyMatch(each -> each.contains("FrameUtils>"))
        .anyMatch(each -> each.contains("KeyManager"))
        .noneMatch(each -> each.contains("WithoutRow"));
  }

  private static List<String> violations(ArchRule rule) {
    return rule.evaluate(BAD_CLASSES).getFailureReport().getDetails();
  }

  private static Predicate<String> in(String type, String method) {
    return each -> each.contains("." + type + "." + method + "(");
  }
}
