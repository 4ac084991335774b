package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code --help} shows fits a terminal of 80 columns, and shows by examples. */
final class HelpTest {
  /** Behind two spaces, the longest name and two more; a longer one is broken. */
  private static final int SUMMARY_MAX = 62;

  private static final int LINE_MAX = 79;
  private static final List<String> WITHOUT_EXAMPLES = List.of("help", "version");

  private final CommandLine mtlab = Main.commandLine(new Terminal().console());

  @Test
  void each_command_has_a_short_sentence_and_examples() {
    Map<String, CommandLine> commands = mtlab.getSubcommands();
    assertThat(commands).isNotEmpty();
    commands.forEach((name, command) -> {
      if (!WITHOUT_EXAMPLES.contains(name)) {
        String first = command.getCommandSpec().usageMessage().description()[0];
        assertThat(first).as(name).hasSizeLessThanOrEqualTo(SUMMARY_MAX);
        assertThat(command.getUsageMessage()).as(name).contains("Example").contains("mtlab ");
      }
    });
  }

  @Test
  void no_line_of_the_examples_is_broken() {
    for (String line : footers()) {
      assertThat(line.replace("%%", "%")).hasSizeLessThanOrEqualTo(LINE_MAX);
    }
  }

  @Test
  void descriptions_of_options_flow() {
    List<CommandLine> all = new ArrayList<>(mtlab.getSubcommands().values());
    for (CommandLine command : all) {
      command
          .getCommandSpec()
          .options()
          .forEach(option ->
              assertThat(option.description())
                  .as(option.longestName())
                  .hasSizeLessThanOrEqualTo(1));
    }
  }

  private List<String> footers() {
    List<String> lines =
        new ArrayList<>(Arrays.asList(mtlab.getCommandSpec().usageMessage().footer()));
    for (CommandLine command : mtlab.getSubcommands().values()) {
      lines.addAll(Arrays.asList(command.getCommandSpec().usageMessage().footer()));
    }
    return lines;
  }
}
