package io.mtlab.scenario.serve;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told at its start.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param key PEM file of the private RSA key; null has one made
 * @param dc number of the data centre
 * @param testCode signs every number in; null lets nobody in by phone
 * @param keySeed seed of provisioned authorization keys
 * @param keyCount how many provisioned keys there are
 */
public record ServeSettings(
    String host,
    int port,
    @Nullable Path key,
    int dc,
    @Nullable String testCode,
    long keySeed,
    int keyCount) {
  /** The code is a secret. */
  @Override
  public String toString() {
    return "ServeSettings[" + host + ":" + port + ", dc " + dc + "]";
  }
}
