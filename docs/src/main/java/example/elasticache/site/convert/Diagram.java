package example.elasticache.site.convert;

import example.elasticache.site.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.error.PSystemError;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Draws PlantUML as SVG that follows the theme of the page.
 *
 * <p>What is called {@code store}, {@code db} or {@code cache} has the colour that means the truth
 * or the copy on the whole site; so has what bears the stereotype {@code <<store>>} or {@code
 * <<cache>>}.
 */
final class Diagram {

  /**
   * Smetana needs no program beside Java; without it PlantUML would use Graphviz where it finds it.
   * Text is measured larger than the 14 pixels in which it is drawn, because the table of the
   * deterministic format does not know how wide and high kana and kanji are.
   */
  private static final String PREAMBLE =
      """
      @startuml
      !pragma layout smetana
      <style>
      root {
        FontName sans-serif
        FontSize 16
        FontColor #0a0b01
        LineColor #0a0b02
        BackgroundColor #0a0b03
        LineThickness 1.25
        RoundCorner 8
        Shadowing 0
      }
      document { BackGroundColor transparent; Margin 2 }
      arrow { FontSize 16 }
      note { BackgroundColor #0a0b04; LineColor #0a0b04 }
      .store { BackgroundColor #0a0b05; LineColor #0a0b06 }
      .cache { BackgroundColor #0a0b07; LineColor #0a0b08 }
      </style>
      hide stereotype
      skinparam defaultTextAlignment center
      """;

  private static final Pattern NAMED =
      Pattern.compile(
          "(?m)^(\\h*(?:participant|component|rectangle|database)\\b.*\\b(cache|store|db))\\h*$");

  private static final Map<String, String> COLOURS =
      Map.of(
          "#0A0B01", "var(--text)",
          "#0A0B02", "var(--text-soft)",
          "#0A0B03", "var(--surface)",
          "#0A0B04", "var(--sunken)",
          "#0A0B05", "var(--store-tint)",
          "#0A0B06", "var(--store)",
          "#0A0B07", "var(--cache-tint)",
          "#0A0B08", "var(--cache)");

  /**
   * Returns the drawing as one {@code svg} element that carries the text for those who see none.
   */
  static String svg(String source, String alt) {
    String drawn = draw(PREAMBLE + withRoles(source) + "\n@enduml\n");
    for (var colour : COLOURS.entrySet()) {
      drawn = drawn.replace(colour.getKey(), colour.getValue());
    }
    Element svg = Jsoup.parse(drawn, Parser.xmlParser()).expectFirst("svg");
    String[] box = svg.attr("viewBox").split(" ");
    svg.clearAttributes();
    svg.attr("class", "diagram")
        .attr("viewBox", String.join(" ", box))
        .attr("width", box[2])
        .attr("height", box[3])
        .attr("style", "--width: " + box[2] + "px")
        .attr("role", "img")
        .attr("aria-label", alt);
    // Ids and notes for other tools: on a page with two drawings the ids would clash.
    svg.select("[id]").removeAttr("id");
    svg.select("title, defs:empty").remove();
    svg.select("text[textLength]").forEach(Diagram::centre);
    for (Element part : svg.select("[^data-], [font-family]")) {
      part.attributes().asList().stream()
          .map(Attribute::getKey)
          .filter(name -> name.startsWith("data-") || name.equals("font-family"))
          .toList()
          .forEach(part::removeAttr);
    }
    return svg.outerHtml().replaceAll("<[?!][^>]*>", "").replaceAll(">\\s+<", "><");
  }

  private static String withRoles(String source) {
    return NAMED
        .matcher(source)
        .replaceAll(
            part -> {
              String role = part.group(2).equals("cache") ? " <<cache>>" : " <<store>>";
              return Matcher.quoteReplacement(part.group(1) + role);
            });
  }

  /** Puts a text in the middle of its place: the type of the site is narrower than the measured. */
  private static void centre(Element text) {
    double middle =
        Double.parseDouble(text.attr("x")) + Double.parseDouble(text.attr("textLength")) / 2;
    text.attr("x", String.format(Locale.ROOT, "%.1f", middle))
        .attr("text-anchor", "middle")
        .removeAttr("textLength");
  }

  private static String draw(String source) {
    var reader = new SourceStringReader(source);
    if (reader.getBlocks().get(0).getDiagram() instanceof PSystemError error) {
      throw new SourceException(
          "PlantUML does not understand this diagram: "
              + String.join(" ", error.getDescription().getDescription().split("\\s+")));
    }
    var out = new ByteArrayOutputStream();
    try {
      // The deterministic format measures text by a table of its own: the same on a machine
      // without fonts, and the same on every machine.
      reader.outputImage(out, new FileFormatOption(FileFormat.SVG_DETERMINISTIC, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private Diagram() {}
}
