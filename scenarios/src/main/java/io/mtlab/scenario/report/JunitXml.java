package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code junit.xml}: one test case for each expectation and invariant, as CI servers read it. */
public final class JunitXml {
  private JunitXml() {}

  /** The whole document. */
  public static String text(RunReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      suite(xml, report);
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a writer into memory does not fail", e);
    }
    return text.toString();
  }

  private static void suite(XMLStreamWriter xml, RunReport report) throws XMLStreamException {
    Verdict verdict = report.verdict();
    Measurements.Run run = report.measured().run();
    List<Verdict.Check> checks = new ArrayList<>(verdict.expectations());
    checks.addAll(verdict.invariants());
    boolean complete = "passed".equals(verdict.exitCode().outcome());
    boolean broken = !complete && !"failed".equals(verdict.exitCode().outcome());
    long failures = checks.stream().filter(check -> !check.passed()).count();
    boolean late = !complete && !broken && failures == 0;
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", run.scenario());
    xml.writeAttribute("tests", Integer.toString(checks.size() + 1));
    xml.writeAttribute("failures", Long.toString(failures + (late ? 1 : 0)));
    xml.writeAttribute("errors", broken ? "1" : "0");
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", seconds(report.facts().wallSeconds()));
    xml.writeAttribute("timestamp", report.facts().startedAt().toString());
    property(xml, run);
    String remarks = String.join("\n", verdict.remarks());
    testcase(xml, run, "the run is complete", late ? "failure" : broken ? "error" : "", remarks);
    for (Verdict.Check check : checks) {
      String actual = check.passed() ? "" : "found: " + check.actual() + "\n";
      String missing =
          check.passed() ? "" : String.join("\n", Missing.sentences(report.measured()));
      testcase(xml, run, check.words(), check.passed() ? "" : "failure", actual + missing);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, Measurements.Run run)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    write(xml, "seed", Long.toString(run.seed()));
    write(xml, "time", run.time());
    for (var parameter : run.parameters().entrySet()) {
      write(xml, parameter.getKey(), parameter.getValue());
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void write(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", value);
  }

  private static void testcase(
      XMLStreamWriter xml, Measurements.Run run, String name, String wrong, String why)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", run.scenario());
    xml.writeAttribute("name", name);
    xml.writeAttribute("time", seconds(run.seconds()));
    if (!wrong.isEmpty()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement(wrong);
      xml.writeAttribute("message", why.lines().findFirst().orElse(name));
      xml.writeCharacters(why);
      xml.writeEndElement();
      xml.writeCharacters("\n  ");
    }
    xml.writeEndElement();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
