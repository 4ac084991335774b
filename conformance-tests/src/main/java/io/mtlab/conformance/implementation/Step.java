package io.mtlab.conformance.implementation;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client and a server do with each other in one cell, in this order or another. */
public enum Step {
  /** An authorization key is made. */
  KEY_EXCHANGE,
  /** help.getConfig, as the first query inside invokeWithLayer and initConnection. */
  CONFIG,
  /** auth.importBotAuthorization. */
  BOT_SIGN_IN,
  /** auth.sendCode and auth.signIn, with auth.signUp where there is no account yet. */
  USER_SIGN_IN,
  /** messages.sendMessage to another user. */
  MESSAGE_SENT,
  /** The other user hears of it and answers, and the answer is heard. */
  MESSAGE_RECEIVED,
  /** An answer so large that it comes as gzip_packed. */
  LARGE_ANSWER,
  /** A query under a wrong salt is sent again under the right one. */
  BAD_SERVER_SALT,
  /** A new connection with the key of the first one, still signed in. */
  RECONNECT,
  /** A temporary key is made, bound and signed in with. */
  TEMPORARY_KEY;

  /** How the contract and the reports write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step that is written so. */
  public static Optional<Step> of(String id) {
    return Arrays.stream(values()).filter(step -> step.id().equals(id)).findFirst();
  }

  /** The step that a file means. */
  @JsonCreator
  static Step named(String id) {
    return of(id).orElseThrow(() -> new IllegalArgumentException("there is no step " + id));
  }
}
