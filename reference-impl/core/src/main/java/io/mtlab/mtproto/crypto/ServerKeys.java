package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The public keys of the servers that a client trusts, by fingerprint. They are given when the
 * client is made; nothing from the network adds to them (auth_key#dh-exchange-initiation).
 */
public final class ServerKeys {
  /** The key of the public production servers, fingerprint d09d1d85de64fd85. */
  public static final RsaPublicKey PRODUCTION =
      RsaPublicKey.ofModulus(
          "e8bb3305c0b52c6cf2afdf7637313489e63e05268e5badb601af417786472e5f"
              + "93b85438968e20e6729a301c0afc121bf7151f834436f7fda680847a66bf64ac"
              + "cec78ee21c0b316f0edafe2f41908da7bd1f4a5107638eeb67040ace472a14f9"
              + "0d9f7c2b7def99688ba3073adb5750bb02964902a359fe745d8170e36876d4fd"
              + "8a5d41b2a76cbff9a13267eb9580b2d06d10357448d20d9da2191cb5d8c93982"
              + "961cdfdeda629e37f1fb09a0722027696032fe61ed663db7a37f6f263d370f69"
              + "db53a0dc0a1748bdaaff6209d5645485e6e001d1953255757e4b8e42813347b1"
              + "1da6ab500fd0ace7e6dfa3736199ccaf9397ed0745a427dcfa6cd67bcb1acff3");

  /** The key of the public test servers, fingerprint b25898df208d2603. */
  public static final RsaPublicKey TEST =
      RsaPublicKey.ofModulus(
          "c8c11d635691fac091dd9489aedced2932aa8a0bcefef05fa800892d9b52ed03"
              + "200865c9e97211cb2ee6c7ae96d3fb0e15aeffd66019b44a08a240cfdd2868a8"
              + "5e1f54d6fa5deaa041f6941ddf302690d61dc476385c2fa655142353cb4e4b59"
              + "f6e5b6584db76fe8b1370263246c010c93d011014113ebdf987d093f9d37c2be"
              + "48352d69a1683f8f6e6c2167983c761e3ab169fde5daaa12123fa1beab621e4d"
              + "a5935e9c198f82f35eae583a99386d8110ea6bd1abb0f568759f62694419ea5f"
              + "69847c43462abef858b4cb5edc84e7b9226cd7bd7e183aa974a712c079dde85b"
              + "9dc063b8a5c08e8f859c0ee5dcd824c7807f20153361a7f63cfd2a433a1be7f5");

  private final SequencedMap<Long, RsaPublicKey> byFingerprint = new LinkedHashMap<>();

  private ServerKeys(List<RsaPublicKey> keys) {
    for (RsaPublicKey key : keys) {
      key.demandExchangeSize();
      byFingerprint.put(key.fingerprint(), key);
    }
  }

  /**
   * These keys, best first.
   *
   * @throws IllegalArgumentException if one has not 2,048 bits
   */
  public static ServerKeys of(RsaPublicKey... keys) {
    return new ServerKeys(List.of(keys));
  }

  /** The same for a list. */
  public static ServerKeys of(List<RsaPublicKey> keys) {
    return new ServerKeys(keys);
  }

  /**
   * The key for the first fingerprint of a server that is known here; unknown ones are passed over.
   *
   * @throws ProtocolException with {@code NO_COMMON_RSA_KEY} if none is known
   */
  public RsaPublicKey choose(List<Long> fingerprints) throws ProtocolException {
    for (Long fingerprint : fingerprints) {
      RsaPublicKey key = byFingerprint.get(fingerprint);
      if (key != null) {
        return key;
      }
    }
    throw new ProtocolException(PeerIncompatible.NO_COMMON_RSA_KEY);
  }

  /** All keys, best first. */
  public List<RsaPublicKey> all() {
    return List.copyOf(byFingerprint.values());
  }

  @Override
  public String toString() {
    return "ServerKeys" + byFingerprint.values();
  }
}
