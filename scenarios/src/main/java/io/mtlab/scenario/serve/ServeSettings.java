package io.mtlab.scenario.serve;

import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told at its start.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param keys PEM files of its private RSA keys, best first; none has one made
 * @param dc number of the data centre
 * @param testCode signs every number in; null lets nobody in by phone
 * @param keySeed seed of provisioned authorization keys
 * @param keyCount how many provisioned keys there are
 * @param rules how clients are taken that break rules
 * @param transports what it speaks, and the secrets of an MTProxy
 * @param otherDcs where the other data centres are, by number; those with the same first key let
 *     each other's users in
 * @param schema a further layer that clients may speak; null for none
 */
public record ServeSettings(
    String host,
    int port,
    List<Path> keys,
    int dc,
    @Nullable String testCode,
    long keySeed,
    int keyCount,
    Rules rules,
    ServerTransports.Settings transports,
    SequencedMap<Integer, Address> otherDcs,
    @Nullable Schema schema) {
  /** Copies the list. */
  public ServeSettings {
    keys = List.copyOf(keys);
  }

  /** The code is a secret. */
  @Override
  public String toString() {
    return "ServeSettings[" + host + ":" + port + ", dc " + dc + "]";
  }
}
