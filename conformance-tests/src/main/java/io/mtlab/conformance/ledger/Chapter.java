package io.mtlab.conformance.ledger;

import java.util.Arrays;
import java.util.Optional;

/** The chapters of the ledger, by the letter that starts an id. */
public enum Chapter {
  T("Transports over TCP"),
  B("Obfuscation and MTProxy"),
  Y("Fake TLS"),
  H("HTTP"),
  W("WebSocket"),
  L("TL serialization"),
  A("Creating an authorization key"),
  D("Checks on Diffie-Hellman values"),
  E("Encryption"),
  S("Sessions, message ids, sequence numbers, salts"),
  M("Containers, acknowledgments, service messages"),
  R("RPC"),
  P("Perfect forward secrecy"),
  U("Updates"),
  F("Files and CDN"),
  K("Two-step verification"),
  X("Secret chats"),
  Z("Known attacks and robustness"),
  Q("The laboratory itself");

  private final String title;

  Chapter(String title) {
    this.title = title;
  }

  /** What it is about. */
  public String title() {
    return title;
  }

  /** The chapter of a letter, in either case. */
  public static Optional<Chapter> of(String letter) {
    return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(letter)).findFirst();
  }
}
