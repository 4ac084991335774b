package io.mtlab.scenario.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** {@code report.html}: one file with everything in it. */
public final class HtmlReport {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, null, "io.mtlab.scenario.report.page");

  private HtmlReport() {}

  /** The whole page. */
  public static String text(RunReport report) {
    StringOutput out = new StringOutput();
    ENGINE.render("report.jte", new PageBuilder(report).page(), out);
    return out.toString();
  }
}
