package io.mtlab.scenario.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands that write, with the console they write to; picocli makes the others. */
final class Commands implements IFactory {
  private final Console console;

  Commands(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(console));
    }
    if (type == ListCommand.class) {
      return type.cast(new ListCommand(console));
    }
    if (type == ShrinkCommand.class) {
      return type.cast(new ShrinkCommand(console));
    }
    if (type == ServeCommand.class) {
      return type.cast(new ServeCommand(console));
    }
    if (type == ProxyCommand.class) {
      return type.cast(new ProxyCommand(console));
    }
    if (type == BenchCommand.class) {
      return type.cast(new BenchCommand(console));
    }
    if (type == InteropCommand.class) {
      return type.cast(new InteropCommand(console));
    }
    if (type == VectorsCommand.class) {
      return type.cast(new VectorsCommand(console));
    }
    if (type == RequirementsCommand.class) {
      return type.cast(new RequirementsCommand(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
