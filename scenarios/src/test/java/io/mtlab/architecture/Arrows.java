package io.mtlab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may know whom below one package: a row for each part, which is the first name after that
 * package, with all that lies deeper. A part without a row breaks the rule.
 */
final class Arrows {
  /** The modules: everything under {@code io.mtlab}. */
  static final Arrows MODULES =
      new Arrows()
          .row("testing")
          .row("schema")
          .row("codegen", "schema")
          .row("mtproto", "schema")
          .row("netty", "mtproto", "schema")
          .row("simulator", "netty", "mtproto", "schema")
          .row("conformance", "simulator", "netty", "mtproto", "schema")
          .row("scenario", "conformance", "simulator", "netty", "mtproto", "schema");

  /** The packages of the core: everything under {@code io.mtlab.mtproto}. */
  static final Arrows CORE =
      new Arrows()
          .row("bytes")
          .row("machine", "bytes")
          .row("fault", "bytes")
          .row("crypto", "fault", "bytes")
          .row("tl", "fault", "bytes")
          .row("transport", "machine", "fault", "crypto", "bytes")
          .row("handshake", "machine", "fault", "tl", "crypto", "bytes")
          .row("pfs", "machine", "fault", "tl", "crypto", "bytes", "handshake", "session")
          .row("session", "machine", "fault", "tl", "crypto", "bytes")
          .row("rpc", "machine", "fault", "tl", "session", "bytes")
          .row("store", "machine", "fault", "tl", "crypto", "bytes")
          .row("domain", "machine", "fault", "tl", "store", "crypto", "bytes")
          .row("accounts", "machine", "fault", "tl", "store", "domain", "crypto", "bytes")
          .chapters("chats", "updates", "bots", "dc")
          .rowThatKnowsAll("endpoint");

  private final Map<String, Set<String>> rows = new TreeMap<>();

  private Arrows row(String part, String... mayKnow) {
    Set<String> known = new TreeSet<>(List.of(mayKnow));
    known.add(part);
    rows.put(part, known);
    return this;
  }

  private Arrows chapters(String... parts) {
    for (String part : parts) {
      row(part, "machine", "fault", "tl", "store", "domain", "bytes");
    }
    return this;
  }

  private Arrows rowThatKnowsAll(String part) {
    return row(part, rows.keySet().toArray(String[]::new));
  }

  /** The table as a rule about the classes below {@code root}. */
  ArchRule below(String root) {
    return classes()
        .that(DescribedPredicate.describe("lie below " + root, type -> liesBelow(root, type)))
        .should(
            new ArchCondition<>("follow the arrows") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                violations(root, type)
                    .forEach(each -> events.add(SimpleConditionEvent.violated(type, each)));
              }
            });
  }

  private List<String> violations(String root, JavaClass type) {
    String part = part(root, type);
    Set<String> mayKnow = rows.get(part);
    if (mayKnow == null) {
      return List.of(type.getName() + ": " + part + " has no row in the table of arrows");
    }
    List<String> violations = new ArrayList<>();
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (liesBelow(root, target) && !mayKnow.contains(part(root, target))) {
        violations.add(
            part + " may not know " + part(root, target) + ": " + dependency.getDescription());
      }
    }
    return violations;
  }

  private static boolean liesBelow(String root, JavaClass type) {
    return type.getPackageName().startsWith(root + ".");
  }

  private static String part(String root, JavaClass type) {
    String rest = type.getPackageName().substring(root.length() + 1);
    int end = rest.indexOf('.');
    return end < 0 ? rest : rest.substring(0, end);
  }
}
