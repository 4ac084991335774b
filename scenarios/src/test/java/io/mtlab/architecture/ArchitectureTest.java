package io.mtlab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows and the house rules that class files show, over all modules. */
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> GENERATED =
      Rules.in("io.mtlab.mtproto.tl.api", "io.mtlab.mtproto.tl.service");

  /** Core and simulator, without what stands between them and the real world. */
  private static final DescribedPredicate<JavaClass> SIMULATED =
      Rules.in("io.mtlab.mtproto", "io.mtlab.simulator")
          .and(
              DescribedPredicate.not(
                  Rules.in(
                      "io.mtlab.simulator.toxiproxy",
                      "io.mtlab.simulator.live",
                      "io.mtlab.simulator.relay",
                      "io.mtlab.simulator.capture")));

  private static JavaClasses tree;

  @BeforeAll
  static void readAllModules() {
    tree =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mtlab");
  }

  @Test
  void all_modules_are_seen() {
    assertThat(tree.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
        .containsExactlyInAnyOrder(
            "testing",
            "schema",
            "codegen",
            "mtproto",
            "netty",
            "simulator",
            "conformance",
            "scenario");
  }

  @Test
  void modules_know_only_what_the_arrows_allow() {
    Arrows.MODULES.below("io.mtlab").check(tree);
  }

  @Test
  void packages_of_the_core_know_only_what_the_table_allows() {
    Arrows.CORE.below("io.mtlab.mtproto").check(tree);
  }

  @Test
  void packages_form_no_cycle() {
    Rules.noCycles("io.mtlab.(*).(*)..").check(tree);
  }

  @Test
  void the_core_and_what_is_simulated_do_no_io() {
    Rules.sansIo(SIMULATED).check(tree);
  }

  @Test
  void the_core_and_what_is_simulated_iterate_in_a_fixed_order() {
    Rules.orderedIteration(SIMULATED).check(tree);
  }

  @Test
  void names_say_something() {
    Rules.tellingNames(Rules.in("io.mtlab").and(DescribedPredicate.not(GENERATED))).check(tree);
  }
}
