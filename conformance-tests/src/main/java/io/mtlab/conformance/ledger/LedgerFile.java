package io.mtlab.conformance.ledger;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a ledger and holds it against its schema. */
public final class LedgerFile {
  private static final String FOLDER = "/ledger/";
  private static final String OWN = "requirements.yaml";
  private static final String SCHEMA = "ledger.json";

  private final YAMLMapper yaml =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final String name;
  private final String text;

  private LedgerFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** The ledger that comes with this program. */
  public static Ledger own() {
    try {
      return read(OWN, resource(OWN));
    } catch (LedgerException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /**
   * Reads a ledger.
   *
   * @param name the file's name, for messages
   * @param text the whole file
   * @throws LedgerException if it is no YAML, not of the schema's form, or an id stands there twice
   */
  public static Ledger read(String name, String text) throws LedgerException {
    return new LedgerFile(name, text).read();
  }

  private Ledger read() throws LedgerException {
    JsonNode root = tree();
    Schema schema =
        SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(resource(SCHEMA));
    List<Error> errors = schema.validate(root);
    if (!errors.isEmpty()) {
      throw invalid(errors.getFirst());
    }
    List<Requirement> requirements = new ArrayList<>();
    SortedSet<String> ids = new TreeSet<>();
    for (JsonNode node : root.path("requirements")) {
      Requirement requirement = requirement(node);
      if (!ids.add(requirement.id())) {
        throw at(node.path("id"), requirement.id() + " stands here twice");
      }
      requirements.add(requirement);
    }
    return new Ledger(requirements);
  }

  private JsonNode tree() throws LedgerException {
    try {
      return JsonNodes.readTree(yaml, text, LocationJsonNodeFactoryFactory.getInstance());
    } catch (JacksonException broken) {
      TokenStreamLocation at = broken.getLocation();
      String reason = broken.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new LedgerException(name, at.getLineNr(), at.getColumnNr(), "not YAML: " + reason);
    }
  }

  private static Requirement requirement(JsonNode node) {
    return new Requirement(
        node.path("id").asString(),
        Role.valueOf(node.path("role").asString().toUpperCase(Locale.ROOT)),
        Level.valueOf(node.path("level").asString()),
        node.path("rule").asString(),
        node.path("section").asString(),
        node.has("conflict") ? Optional.of(node.path("conflict").asString()) : Optional.empty(),
        standing(node));
  }

  private static Standing standing(JsonNode node) {
    if (node.has("tests")) {
      return new Standing.Tested(
          StreamSupport.stream(node.path("tests").spliterator(), false)
              .map(JsonNode::asString)
              .toList());
    }
    if (node.has("untestable")) {
      return new Standing.Untestable(node.path("untestable").asString());
    }
    return node.has("planned") ? new Standing.Planned() : new Standing.Open();
  }

  private LedgerException invalid(Error error) {
    JsonNode node = error.getInstanceNode();
    // An unknown key is told at the mapping that has it: its own place is more use.
    String property = error.getProperty();
    if (property != null && node.has(property)) {
      node = node.path(property);
    }
    return at(node, error.getInstanceLocation() + " " + error.getMessage());
  }

  private LedgerException at(JsonNode node, String problem) {
    TokenStreamLocation at = JsonNodes.tokenStreamLocationOf(node);
    return at == null
        ? new LedgerException(name, 0, 0, problem)
        : new LedgerException(name, at.getLineNr(), at.getColumnNr(), problem);
  }

  private static String resource(String file) {
    try (InputStream in = LedgerFile.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("no ledger/" + file + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
