package io.mtlab.scenario.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build and of the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /** In one line. */
  static String text() {
    String built = Main.class.getPackage().getImplementationVersion();
    return "mtlab " + (built == null ? "(unpackaged)" : built) + ", Java " + Runtime.version();
  }
}
