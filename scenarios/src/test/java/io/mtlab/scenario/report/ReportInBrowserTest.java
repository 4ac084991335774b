package io.mtlab.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Pictures stay in {@code target/} for people to look at. */
@Tag("ci")
final class ReportInBrowserTest {
  private static final Path PICTURES = Path.of("target", "report-pictures");
  private static final int PHONE_WIDTH = 390;
  private static final int SIMILAR = 40;
  private static final int PIXELS_OF_A_FIGURE = 1_000;

  /** The colours of the first series, light and dark. */
  private static final Color BLUE = new Color(0x2f, 0x6f, 0xde);

  private static final Color LIGHT_BLUE = new Color(0x6e, 0xa2, 0xff);

  @TempDir private Path folder;

  @BeforeEach
  void clean() throws Exception {
    Files.createDirectories(PICTURES);
  }

  @Test
  void every_figure_is_drawn() throws Exception {
    String dom = new Browser(folder).dom(page(SampleRun.passed()));

    for (String figure : new String[] {"latency", "deliveries", "decisions", "wire", "cpu"}) {
      assertThat(dom)
          .containsPattern(
              "(?s)<figure id=\"" + figure + "\">.*?<path class=\"[^\"]+\" d=\"M[^\"]+");
    }
    assertThat(dom).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void it_is_seen_by_day_and_by_night() throws Exception {
    Path light = PICTURES.resolve("light.png");
    Path dark = PICTURES.resolve("dark.png");
    Browser browser = new Browser(folder);
    browser.picture(page(SampleRun.passed()), light, 1200, 2600, false);
    browser.picture(page(SampleRun.failed()), dark, 1200, 2600, true);

    assertThat(pixels(light, BLUE)).isGreaterThan(PIXELS_OF_A_FIGURE);
    assertThat(pixels(dark, LIGHT_BLUE)).isGreaterThan(PIXELS_OF_A_FIGURE);
    assertThat(new Color(ImageIO.read(light.toFile()).getRGB(2, 2)).getRed()).isGreaterThan(200);
    assertThat(new Color(ImageIO.read(dark.toFile()).getRGB(2, 2)).getRed()).isLessThan(60);
  }

  @Test
  void it_asks_nothing_of_the_network_and_its_console_is_empty() throws Exception {
    Browser.Visit visit =
        new Browser(folder)
            .picture(page(SampleRun.passed()), PICTURES.resolve("quiet.png"), 1200, 2600, false);

    assertThat(visit.log()).doesNotContain("CONSOLE").doesNotContain("Refused to");
    assertThat(visit.requestsOfThePage()).isEmpty();
  }

  @Test
  void a_page_that_asks_the_network_would_be_seen() throws Exception {
    Path page = folder.resolve("curious.html");
    Files.writeString(page, "<!doctype html><img src=\"http://127.0.0.1:9/picture\">");

    Browser.Visit visit =
        new Browser(folder).picture(page, folder.resolve("curious.png"), 200, 200, false);

    assertThat(visit.requestsOfThePage()).isNotEmpty();
  }

  @Test
  void a_phone_shows_all_of_it_without_scrolling_sideways() throws Exception {
    String report =
        HtmlReport.text(SampleRun.failed()).replace("&", "&amp;").replace("\"", "&quot;");
    Path frame = folder.resolve("phone.html");
    Files.writeString(
        frame,
        """
        <!doctype html><meta charset="utf-8"><body style="margin:0">
        <iframe style="width:%dpx;height:5200px;border:0" srcdoc="%s" onload="
          const page = this.contentDocument.documentElement;
          document.body.dataset.beyond = page.scrollWidth - page.clientWidth;"></iframe>
        """
            .formatted(PHONE_WIDTH, report));
    Browser browser = new Browser(folder);

    String body =
        browser.dom(frame).lines().filter(line -> line.contains("<body")).findFirst().get();
    assertThat(body).contains("data-beyond=\"0\"");
    browser.picture(frame, PICTURES.resolve("phone.png"), 500, 5200, false);
  }

  private Path page(RunReport report) throws Exception {
    Path page = folder.resolve(report.verdict().exitCode().outcome() + ".html");
    Files.writeString(page, HtmlReport.text(report));
    return page;
  }

  private static long pixels(Path picture, Color colour) throws Exception {
    BufferedImage image = ImageIO.read(picture.toFile());
    long found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color at = new Color(image.getRGB(x, y));
        int away =
            Math.abs(at.getRed() - colour.getRed())
                + Math.abs(at.getGreen() - colour.getGreen())
                + Math.abs(at.getBlue() - colour.getBlue());
        found += away < SIMILAR ? 1 : 0;
      }
    }
    return found;
  }
}
