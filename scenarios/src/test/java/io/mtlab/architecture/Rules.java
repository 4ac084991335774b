package io.mtlab.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that class files show, each about the classes that it is given. */
final class Rules {
  /** Types that bring a clock, chance, a thread, a file or a socket; the text of a URI does not. */
  private static final Pattern OUTSIDE_TYPE =
      Pattern.compile(
          "java\\.net\\.(?!URI|URLDecoder|URLEncoder).*"
              + "|java\\.nio\\.channels\\..*|java\\.nio\\.file\\..*|io\\.netty\\..*"
              + "|java\\.io\\.(File.*|RandomAccessFile)"
              + "|java\\.lang\\.(Thread.*|Process.*|Runtime)"
              + "|java\\.util\\.(Random|SplittableRandom|Timer|TimerTask|random\\..*)"
              + "|java\\.util\\.concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture"
              + "|ThreadLocalRandom|locks\\..*)"
              + "|java\\.security\\.SecureRandom");

  /** Methods that ask the system for the time or for chance. */
  private static final Pattern OUTSIDE_METHOD =
      Pattern.compile(
          "java\\.lang\\.System\\.(nanoTime|currentTimeMillis|identityHashCode|getenv)"
              + "|java\\.time\\..*\\.now"
              + "|java\\.time\\.Clock\\.(system.*|tick.*)"
              + "|java\\.time\\.InstantSource\\.system"
              + "|java\\.lang\\.(Math|StrictMath)\\.random"
              + "|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.Collections\\.shuffle");

  /** Collections whose type does not promise an order. */
  private static final Set<String> UNORDERED =
      Set.of(
          "java.util.Map",
          "java.util.AbstractMap",
          "java.util.HashMap",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.Set",
          "java.util.AbstractSet",
          "java.util.HashSet");

  private static final Set<String> ITERATING =
      Set.of(
          "iterator",
          "spliterator",
          "entrySet",
          "keySet",
          "values",
          "keys",
          "elements",
          "forEach",
          "replaceAll",
          "stream",
          "parallelStream",
          "toArray");

  private static final Pattern BANNED_PACKAGE =
      Pattern.compile("(.*\\.)?(util|utils|common|helper|helpers|misc|impl)(\\..*)?");
  private static final Pattern BANNED_TYPE =
      Pattern.compile("Util|Common|Helper|Misc|Impl|.*(Utils|Manager|Impl)");

  private Rules() {}

  /** Time and chance are arguments; connections, files and threads belong to the drivers. */
  static ArchRule sansIo(DescribedPredicate<JavaClass> where) {
    return noClasses()
        .that(where)
        .should()
        .dependOnClassesThat(
            describe("reach outside", type -> OUTSIDE_TYPE.matcher(type.getName()).matches()))
        .orShould()
        .accessTargetWhere(
            describe(
                "it asks the system",
                access ->
                    OUTSIDE_METHOD
                        .matcher(access.getTarget().getFullName().replaceAll("\\(.*", ""))
                        .matches()));
  }

  /**
   * Iterates only over what promises an order by its type: a {@code List}, an {@code EnumMap}, a
   * {@code LinkedHashMap}, a {@code TreeMap}, a {@code SequencedMap}. What is declared as a {@code
   * Map} or {@code Set} may be asked, not walked through: it may be a {@code HashMap}.
   */
  static ArchRule orderedIteration(DescribedPredicate<JavaClass> where) {
    return noClasses()
        .that(where)
        .should()
        .accessTargetWhere(describe("it walks through what has no order", Rules::isUnordered));
  }

  private static boolean isUnordered(JavaAccess<?> access) {
    return UNORDERED.contains(access.getTargetOwner().getName())
        && ITERATING.contains(access.getName())
        && !isViewOfOrderedMap(access);
  }

  /**
   * The keys and entries of an ordered map are a plain {@code Set} too, so a method may walk
   * through as many sets as it has asked ordered maps for.
   */
  private static boolean isViewOfOrderedMap(JavaAccess<?> access) {
    if (!access.getTargetOwner().getName().equals("java.util.Set")) {
      return false;
    }
    Set<JavaAccess<?>> all = access.getOrigin().getAccessesFromSelf();
    long views =
        all.stream()
            .filter(each -> each.getName().equals("entrySet") || each.getName().equals("keySet"))
            .filter(each -> !UNORDERED.contains(each.getTargetOwner().getName()))
            .count();
    long walks =
        all.stream()
            .filter(each -> each.getTargetOwner().getName().equals("java.util.Set"))
            .filter(each -> ITERATING.contains(each.getName()))
            .count();
    return walks <= views;
  }

  /** A name that says nothing collects everything. */
  static ArchRule tellingNames(DescribedPredicate<JavaClass> where) {
    return noClasses()
        .that(where)
        .should()
        .haveNameMatching(BANNED_PACKAGE.pattern() + "\\.[^.]*")
        .orShould(
            have(
                describe(
                    "a name that says nothing",
                    type -> BANNED_TYPE.matcher(type.getSimpleName()).matches())));
  }

  /** No circle between the packages two levels below {@code root}, or whatever it matches. */
  static ArchRule noCycles(String slices) {
    return slices().matching(slices).should().beFreeOfCycles();
  }

  /** Everything in one of the packages or below. */
  static DescribedPredicate<JavaClass> in(String... packages) {
    String[] withBelow = Stream.of(packages).map(each -> each + "..").toArray(String[]::new);
    return resideInAnyPackage(withBelow);
  }
}
