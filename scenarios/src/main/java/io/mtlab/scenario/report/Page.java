package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Verdict.Check;
import java.util.List;

/**
 * The words and pictures of {@code report.html}, ready to be set by the template.
 *
 * @param name the scenario's name
 * @param title the scenario's title
 * @param outcome one word, also the style of the headline
 * @param summary the whole run in one or two sentences
 * @param byline time mode, network, duration, date
 * @param cards the numbers that matter most
 * @param complaints what went wrong
 * @param checks expectations and invariants
 * @param plots the pictures
 * @param latencies rows of the latency table
 * @param resources rows of the resource table; empty in virtual time
 * @param facts what was run
 * @param notes what a reader should know
 * @param command what repeats the run
 * @param version of mtlab and Java
 */
public record Page(
    String name,
    String title,
    String outcome,
    String summary,
    String byline,
    List<Card> cards,
    List<String> complaints,
    List<Check> checks,
    List<Plot> plots,
    List<List<String>> latencies,
    List<List<String>> resources,
    List<Row> facts,
    List<String> notes,
    String command,
    String version) {

  /** A number with its name and a remark below it. */
  public record Card(String name, String value, String remark) {}

  /** A name and its value. */
  public record Row(String name, String value) {}
}
