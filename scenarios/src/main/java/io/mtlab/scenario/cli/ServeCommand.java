package io.mtlab.scenario.cli;

import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.scenario.serve.SchemaFile;
import io.mtlab.scenario.serve.ServeSettings;
import io.mtlab.scenario.serve.Serving;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mtlab serve}: the reference server. */
@Command(
    name = "serve",
    description = {
      "Runs the reference server.",
      "Until it is told to stop (Ctrl-C, or a signal). With --json it prints a ready line, a"
          + " stats line every second and a stopped line."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab serve --test-code 22222             on 127.0.0.1:4430, a key is made",
      "  mtlab serve --listen 127.0.0.1:4430 --key server.pem --test-code 22222",
      "  mtlab serve --secret dd00112233445566778899aabbccddeeff --rules strict",
      "  mtlab serve --listen 127.0.0.1:0 --json   on a free port, for programs"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Pattern CODE = Pattern.compile("[0-9]{5,6}");
  private static final int PORT_MAX = 65_535;

  /** A scenario has a million members at most, and each key takes memory. */
  private static final int PROVISIONED_MAX = 2_000_000;

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen; port 0 takes a free one. Default: ${DEFAULT-VALUE}.",
      defaultValue = "127.0.0.1:4430")
  private String listen = "";

  @Option(
      names = "--key",
      paramLabel = "FILE.pem",
      description =
          "The server's private RSA key; made, for the owner's eyes, if left out. Given several"
              + " times, the server has several keys; clients take one that they know.")
  private List<Path> keys = List.of();

  @Option(
      names = "--rules",
      paramLabel = "strict|field",
      description =
          "strict: what the documentation forbids is refused. field: what clients in use are known "
              + "to do is accepted and reported as a finding. Default: ${DEFAULT-VALUE}.",
      defaultValue = "field")
  private String rules = "field";

  @Option(
      names = "--dc",
      paramLabel = "NUMBER",
      description = "Number of the data centre. Default: ${DEFAULT-VALUE}.",
      defaultValue = "2")
  private int dc = 2;

  @Option(
      names = "--other-dc",
      paramLabel = "NUMBER=HOST:PORT",
      description =
          "Tells clients of another data centre; may be repeated. "
              + "Servers with the same --key let each other's users in.")
  private Map<Integer, String> otherDcs = new LinkedHashMap<>();

  @Option(
      names = "--test-code",
      paramLabel = "CODE",
      description = "Signs every phone number in with this code.")
  private @Nullable String testCode;

  @Option(
      names = "--provisioned-keys",
      paramLabel = "SEED:COUNT",
      description = "Knows so many authorization keys, derived from a seed.")
  private @Nullable String provisioned;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description =
          "Also serves clients of an MTProxy with this secret: 16 bytes, dd and 16 bytes (padded "
              + "frames only), or ee, 16 bytes and a domain (fake TLS); hexadecimal or base64url. "
              + "May be given several times.")
  private List<String> secrets = List.of();

  @Option(
      names = "--transport-padding",
      paramLabel = "0..3|0..15",
      description = "Random bytes behind a padded frame. Default: ${DEFAULT-VALUE}.",
      defaultValue = "0..15")
  private String padding = "0..15";

  @Option(
      names = "--schema",
      paramLabel = "FILE.tl",
      description =
          "Also serves clients of the layer that this schema is of: a whole API schema with a line "
              + "// LAYER n. Values are translated by the names of constructors and fields.")
  private @Nullable Path schema;

  @Option(names = "--json", description = "Speaks in lines of JSON.")
  private boolean json;

  @Option(names = "--key-in-memory", hidden = true, description = "Writes a made key nowhere.")
  private boolean keyInMemory;

  @Option(names = "--stop-at-end-of-input", hidden = true, description = "Stops with its parent.")
  private boolean stopAtEndOfInput;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException, IOException, InterruptedException {
    int colon = listen.lastIndexOf(':');
    String host = colon < 1 ? "" : listen.substring(0, colon).replaceAll("^\\[|]$", "");
    int port = colon < 1 ? -1 : number("--listen", listen.substring(colon + 1));
    if (port < 0 || port > PORT_MAX) {
      throw wrong("--listen takes HOST:PORT, not \"" + listen + "\"");
    }
    if (testCode != null && !CODE.matcher(testCode).matches()) {
      throw wrong("--test-code takes 5 or 6 digits");
    }
    if (dc < 1 || dc > 1000) {
      throw wrong("--dc takes a number from 1 to 1000");
    }
    long seed = 0;
    int count = 0;
    if (provisioned != null) {
      int mark = provisioned.indexOf(':');
      if (mark < 1) {
        throw wrong("--provisioned-keys takes SEED:COUNT, not \"" + provisioned + "\"");
      }
      seed = longNumber("--provisioned-keys", provisioned.substring(0, mark));
      count = number("--provisioned-keys", provisioned.substring(mark + 1));
      if (count < 0 || count > PROVISIONED_MAX) {
        throw wrong("--provisioned-keys takes a count from 0 to " + PROVISIONED_MAX);
      }
    }
    ServeSettings settings =
        new ServeSettings(
            host, port, keys, dc, testCode, seed, count, rules(), transports(), others(), schema());
    Serving.Manner manner = new Serving.Manner(json, keyInMemory, stopAtEndOfInput);
    new Serving(settings, manner, tls.server(), console.out(), console.err()).run();
    return 0;
  }

  private @Nullable Schema schema() throws EnvironmentException {
    if (schema == null) {
      return null;
    }
    try {
      return SchemaFile.read(schema);
    } catch (SchemaException e) {
      throw wrong(schema + ":" + e.line() + ":" + e.column() + ": " + e.getMessage());
    }
  }

  private Rules rules() {
    return switch (rules) {
      case "strict" -> Rules.STRICT;
      case "field" -> Rules.FIELD;
      default -> throw wrong("--rules takes strict or field, not \"" + rules + "\"");
    };
  }

  private ServerTransports.Settings transports() {
    List<ProxySecret> known;
    try {
      known = secrets.stream().map(ProxySecret::parse).toList();
    } catch (IllegalArgumentException refused) {
      throw wrong("--secret: " + refused.getMessage());
    }
    try {
      return new ServerTransports.Settings(Padding.parse(padding), known);
    } catch (IllegalArgumentException refused) {
      throw wrong("--transport-padding: " + refused.getMessage());
    }
  }

  private SequencedMap<Integer, Address> others() {
    SequencedMap<Integer, Address> others = new LinkedHashMap<>();
    otherDcs.forEach((number, address) -> {
      int colon = address.lastIndexOf(':');
      int port = colon < 1 ? 0 : number("--other-dc", address.substring(colon + 1));
      if (number < 1 || number > 1000 || number == dc || port < 1 || port > PORT_MAX) {
        throw wrong("--other-dc takes NUMBER=HOST:PORT of another data centre");
      }
      others.put(number, new Address(address.substring(0, colon), port));
    });
    return others;
  }

  private int number(String option, String text) {
    return Math.clamp(longNumber(option, text), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private long longNumber(String option, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": \"" + text + "\" is no number", e);
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
