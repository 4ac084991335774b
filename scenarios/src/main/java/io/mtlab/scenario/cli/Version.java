package io.mtlab.scenario.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build and of the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "mtlab " + (built == null ? "(unpackaged)" : built) + ", Java " + Runtime.version()
    };
  }
}
