package io.mtlab.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.model.schema.Schemas;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The four forms of a report say the same, each in the form that is promised. */
final class ReportTest {
  private final Schemas schema = Schemas.load(Schemas.RUN);

  @Test
  void run_json_keeps_its_schema() throws Exception {
    assertThat(schema.check(json(SampleRun.passed()))).isEmpty();
    assertThat(schema.check(json(SampleRun.failed()))).isEmpty();
  }

  @Test
  void the_schema_refuses_what_is_not_promised() throws Exception {
    ObjectNode run = (ObjectNode) json(SampleRun.passed());

    assertThat(schema.check(run.deepCopy().put("colour", "red"))).hasSize(1);
    assertThat(schema.check(run.deepCopy().put("outcome", "good"))).hasSize(1);
    assertThat(schema.check(run.deepCopy().without("deliveries"))).hasSize(1);
  }

  @Test
  void run_json_says_what_was_measured() throws Exception {
    JsonNode passed = json(SampleRun.passed());
    JsonNode failed = json(SampleRun.failed());

    assertThat(passed.at("/outcome").asString()).isEqualTo("passed");
    assertThat(passed.at("/exitCode").asInt()).isZero();
    assertThat(passed.at("/deliveries/received").asLong()).isEqualTo(2000);
    assertThat(passed.at("/network/decisions/loss").asLong()).isPositive();
    assertThat(passed.at("/parameters/loss").asString()).isEqualTo("2%");
    assertThat(failed.at("/exitCode").asInt()).isEqualTo(6);
    assertThat(failed.at("/deliveries/missing").asLong()).isEqualTo(300);
    assertThat(failed.at("/missing/membersLacking").asLong()).isEqualTo(30);
    assertThat(failed.at("/missing/members/0/member").asString()).isEqualTo("member-171");
  }

  @Test
  void junit_xml_has_a_case_for_each_check() throws Exception {
    Element passed = xml(JunitXml.text(SampleRun.passed()));
    Element failed = xml(JunitXml.text(SampleRun.failed()));

    assertThat(passed.getAttribute("tests")).isEqualTo("7");
    assertThat(passed.getAttribute("failures")).isEqualTo("0");
    assertThat(passed.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    assertThat(passed.getElementsByTagName("failure").getLength()).isZero();
    assertThat(failed.getAttribute("failures")).isEqualTo("1");
    assertThat(failed.getElementsByTagName("failure").item(0).getTextContent())
        .contains("found: 300", "member-171 lacks posts 1, 2, 3");
  }

  @Test
  void the_text_says_what_is_missing() throws Exception {
    assertThat(TextReport.lines(SampleRun.passed()))
        .anyMatch(line -> line.contains("2,000 of 2,000; missing 0"));
    assertThat(TextReport.complaints(SampleRun.passed())).isEmpty();
    assertThat(TextReport.complaints(SampleRun.failed()))
        .contains(
            "Phase \"drain\" did not end within 3m.",
            "300 of 2,000 deliveries are missing; 10 of 10 posts were sent.",
            "member-171 lacks posts 1, 2, 3, 4, 5, 6, 7, 8 and 2 more.");
  }

  @Test
  void the_page_needs_nothing_but_itself() throws Exception {
    String page = HtmlReport.text(SampleRun.passed());

    assertThat(page).contains("<figure id=\"latency\"", "<figure id=\"decisions\"");
    assertThat(page).doesNotContain("<script", "<link rel=\"stylesheet\"", "@import");
    assertThat(Pattern.compile("(?:src|href)=\"(?!data:)").matcher(page).find()).isFalse();
    assertThat(page).doesNotContainPattern("https?://");
  }

  @Test
  void the_plots_show_what_happened_and_nothing_that_did_not() throws Exception {
    String quiet = HtmlReport.text(SampleRun.passed());
    assertThat(quiet).doesNotContain("class=\"outage\"", "corrupted", "Shaded");

    String page = HtmlReport.text(SampleRun.troubled());
    assertThat(page).contains("Shaded: the seconds from which on streams that stalled were so.");
    assertThat(page)
        .contains("corrupted: 2, at most 2 a second")
        .contains("<li class=\"area solid c4\">");
    Matcher shaded = Pattern.compile("<rect class=\"outage\" x=\"([0-9.]+)\"").matcher(page);
    List<String> places = new ArrayList<>();
    while (shaded.find()) {
      places.add(shaded.group(1));
    }
    assertThat(places)
        .as("one second of 24, in each of four plots")
        .hasSize(4)
        .containsOnly("50.000");
    assertThat(page).contains("title=\"broadcast\"", "streams that stalled: 3</title>");
  }

  @Test
  void words_of_a_scenario_are_not_taken_for_html() throws Exception {
    RunReport sample = SampleRun.passed();
    var facts = sample.facts();
    var evil =
        new RunReport.Facts(
            "<script>alert(1)</script>",
            facts.networks(),
            facts.startedAt(),
            facts.wallSeconds(),
            "\"><img src=x>",
            facts.version(),
            facts.notes());

    String page = HtmlReport.text(new RunReport(sample.measured(), sample.verdict(), evil));

    assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;");
  }

  @Test
  void all_files_are_written(@TempDir Path folder) throws Exception {
    ReportFiles files = new ReportFiles(folder.resolve("run"));

    files.write(SampleRun.passed());

    assertThat(files.html()).isNotEmptyFile();
    assertThat(files.json()).isNotEmptyFile();
    assertThat(files.junit()).isNotEmptyFile();
  }

  @Test
  void of_several_exit_codes_the_gravest_counts() {
    assertThat(ExitCode.values())
        .extracting(ExitCode::code)
        .containsExactly(130, 3, 4, 2, 7, 1, 6, 0);
  }

  private static JsonNode json(RunReport report) {
    return JsonMapper.shared().readTree(RunJson.text(report));
  }

  private static Element xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }
}
