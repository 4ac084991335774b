package io.mtlab.scenario.serve;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.endpoint.AddressLimits;
import io.mtlab.mtproto.endpoint.Domain;
import io.mtlab.mtproto.endpoint.DomainSettings;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Puts the reference server together: gate, domain and a store in memory. */
public final class ReferenceServer {
  private ReferenceServer() {}

  /**
   * What a server is made of.
   *
   * @param dc number of its data centre
   * @param keys its RSA keys, best first
   * @param testCode lets every phone number and every bot in; null lets in nobody who is not known
   * @param rules how it takes clients that break rules
   * @param transports what it speaks
   * @param otherDcs where the other data centres are, by number
   * @param schema a further layer that clients may speak, checked by {@link SchemaFile}; null for
   *     none
   */
  public record Settings(
      int dc,
      List<RsaPrivateKey> keys,
      @Nullable String testCode,
      Rules rules,
      ServerTransports.Settings transports,
      SequencedMap<Integer, Address> otherDcs,
      @Nullable Schema schema) {
    /** A server that knows no other. */
    public Settings(
        int dc,
        List<RsaPrivateKey> keys,
        @Nullable String testCode,
        Rules rules,
        ServerTransports.Settings transports) {
      this(dc, keys, testCode, rules, transports, new LinkedHashMap<>(), null);
    }

    /** Servers with the same first key vouch for their users to each other. */
    private DcSettings centres() {
      byte[] secret =
          new Sha()
              .sha256(
                  "mtlab data centres".getBytes(StandardCharsets.UTF_8),
                  keys.getFirst().toPem().getBytes(StandardCharsets.UTF_8));
      return new DcSettings(dc, false, otherDcs, Bytes.wrap(secret));
    }

    /** The code is a secret. */
    @Override
    public String toString() {
      return "Settings[dc " + dc + ", " + keys + "]";
    }
  }

  /** A server without connections. */
  public static LocalServer make(
      Settings settings, Entropy entropy, MessageCipher cipher, Out out, long now) {
    ServerSettings gate =
        new ServerSettings(
            new ServerHandshake.Settings(settings.keys(), settings.dc(), settings.rules()),
            SchemaFile.layers(settings.schema()),
            settings.transports(),
            AddressLimits.DEFAULT);
    String code = settings.testCode();
    DomainSettings domain =
        code == null
            ? new DomainSettings(
                // Nobody carries codes to phones here, so nobody new gets in by one.
                new CodePolicy.Drawn((phone, drawn) -> {}), TokenPolicy.KNOWN, settings.centres())
            : new DomainSettings(new CodePolicy.Fixed(code), TokenPolicy.ANY, settings.centres());
    return new LocalServer(
        gate, entropy, cipher, replies -> Domain.of(domain, entropy, replies), out, now);
  }

  /**
   * Gives a server the keys that its clients have derived from the same seed.
   *
   * @param count how many clients there are; their numbers begin with 1
   * @return how many keys it has now
   */
  public static int provision(LocalServer server, long seed, int count, long now) {
    ProvisionedKeys keys = new ProvisionedKeys(seed);
    for (int node = 1; node <= count; node++) {
      server.provision(keys.of(node), now);
    }
    return count;
  }
}
