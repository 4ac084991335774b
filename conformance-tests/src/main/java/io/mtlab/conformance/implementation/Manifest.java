package io.mtlab.conformance.implementation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtlab.mtproto.transport.Padding;
import java.util.List;

/**
 * What an implementation says of itself: {@code manifest.yaml}.
 *
 * @param name its folder, and how commands name it
 * @param title how people name it
 * @param version exactly what is installed
 * @param licence SPDX identifier
 * @param language what it and its shim are written in
 * @param role which side of the protocol it takes
 * @param transports the transports that it offers, by the names of {@code TransportSpec}
 * @param padding how much padding it can strip off a padded frame: {@code 0..3} or {@code 0..15}
 * @param needs programs that must be on the {@code PATH}
 * @param install the command that installs it, run in its folder
 * @param run the command that takes a case; <code>${dir}</code> is where it was installed
 * @param seconds the longest time that one case may take
 */
public record Manifest(
    String name,
    String title,
    String version,
    String licence,
    String language,
    Role role,
    List<String> transports,
    String padding,
    List<Need> needs,
    List<String> install,
    List<String> run,
    int seconds) {
  /** The longest time limit of a case. */
  public static final int SECONDS_MAX = 600;

  /** Copies the lists, and refuses what cannot be run. */
  public Manifest {
    transports = List.copyOf(transports);
    needs = List.copyOf(needs);
    install = List.copyOf(install);
    run = List.copyOf(run);
    Padding.parse(padding);
    if (transports.isEmpty() || install.isEmpty() || run.isEmpty()) {
      throw new IllegalArgumentException("transports, install and run must not be empty");
    }
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw new IllegalArgumentException("seconds must be 1 to " + SECONDS_MAX);
    }
  }

  /** A side of the protocol. */
  public enum Role {
    /** Run against the reference server. */
    @JsonProperty("client")
    CLIENT,
    /** Run against the reference client. */
    @JsonProperty("server")
    SERVER
  }

  /**
   * A program that must be there.
   *
   * @param command its name
   * @param help how to get it
   */
  public record Need(String command, String help) {}
}
