package example.elasticache.site.convert;

import example.elasticache.site.source.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;

/** Mends what Asciidoctor writes: for people who hear a page, or who use a keyboard. */
final class Markup {
  /** What hid the number from the compiler. */
  private static final Pattern COMMENT_MARK = Pattern.compile("(//|#|--|;;) ?$");

  private static final Pattern OPTION = Pattern.compile("(?<=^|\\s)-+\\w");

  private final Element body;
  private final Words words;

  private Markup(Element body, Words words) {
    this.body = body;
    this.words = words;
  }

  static void mend(Element body, Language language) {
    var markup = new Markup(body, Words.of(language));
    markup.headings();
    markup.callouts();
    markup.admonitions();
    markup.listings();
    markup.tables();
    markup.links();
    markup.cards();
    if (language == Language.JAPANESE) {
      JapaneseText.joinLines(body);
    }
  }

  /** Puts the link to a heading beside it, so that the heading is read without it. */
  private void headings() {
    for (Element heading : body.select("h2[id], h3[id], h4[id]")) {
      String label = words.get("heading.link").formatted(heading.text());
      Element frame = new Element("div").addClass("heading");
      heading.replaceWith(frame);
      frame.appendChild(heading);
      frame
          .appendElement("a")
          .addClass("anchor")
          .attr("href", "#" + heading.id())
          .attr("aria-label", label)
          .text("#");
    }
  }

  /** Draws the numbers by CSS, so that they are neither selected nor copied with the code. */
  private void callouts() {
    for (Element number : body.select("pre b.conum")) {
      String digits = number.text().replaceAll("\\D", "");
      Element mark = new Element("i").addClass("conum").attr("data-number", digits);
      if (number.previousSibling() instanceof TextNode comment) {
        comment.text(COMMENT_MARK.matcher(comment.getWholeText()).replaceAll(""));
      }
      number.replaceWith(mark);
    }
  }

  private void admonitions() {
    for (Element block : body.select("div.admonitionblock")) {
      Element label = block.expectFirst("td.icon .title");
      Element content = block.expectFirst("td.content");
      Element note = new Element("div").attr("role", "note");
      block.classNames().forEach(note::addClass);
      if (block.hasAttr("id")) {
        note.id(block.id());
      }
      note.appendElement("p").addClass("label").text(label.text());
      if (content.selectFirst("> div, > p, > ul, > ol, > dl") == null) {
        Element paragraph = note.appendElement("p");
        content.childNodesCopy().forEach(paragraph::appendChild);
      } else {
        content.childNodesCopy().forEach(note::appendChild);
      }
      block.replaceWith(note);
    }
  }

  private void listings() {
    for (Element pre : body.select("pre")) {
      pre.attr("translate", "no");
      Element code = pre.selectFirst("code[data-lang]");
      if (code != null) {
        pre.attr("data-lang", code.attr("data-lang"));
        code.removeAttr("data-lang");
        Highlighter.colour(code, pre.attr("data-lang"));
      }
    }
    body.select("code, kbd, samp").attr("translate", "no");
    body.select("td > p > code, td > code").forEach(Markup::allowBreaksAtHumps);
    body.select(":not(pre) > code").forEach(Markup::keepHyphensAtOptions);
  }

  /** Lets a long name break between its words, so that it does not push the columns apart. */
  private static void allowBreaksAtHumps(Element code) {
    String name = code.text();
    if (code.childrenSize() == 0 && name.length() > 14 && !name.contains(" ")) {
      code.html(Entities.escape(name).replaceAll("(?<=[a-z])(?=[A-Z])", "<wbr>"));
    }
  }

  /** Keeps a line from ending between the hyphen of an option and its name. */
  private static void keepHyphensAtOptions(Element code) {
    Matcher option = OPTION.matcher(code.wholeText());
    if (code.childrenSize() == 0 && option.find()) {
      code.html(
          OPTION
              .matcher(Entities.escape(code.wholeText()))
              .replaceAll("<span class=\"option\">$0</span>"));
    }
  }

  private void tables() {
    for (Element table : body.select("table")) {
      // The empty corner of a table heads nothing.
      table.select("th").stream()
          .filter(cell -> cell.text().isBlank())
          .forEach(th -> th.tagName("td"));
      table.select("thead th:not([scope])").attr("scope", "col");
      table.select("tbody th:not([scope])").attr("scope", "row");
      if (table.parent() != null && !table.parent().hasClass("scroll")) {
        table.wrap("<div class=\"scroll\"></div>");
      }
    }
  }

  private void links() {
    for (Element link : body.select("a[href~=^https?:]")) {
      link.attr("rel", "noopener").removeAttr("target").addClass("external");
    }
  }

  /** Groups each term with its text, so that a card can be laid out as one. */
  private void cards() {
    for (Element term : body.select(".cards > dl > dt")) {
      Element card = new Element("div");
      Element text = term.nextElementSibling();
      term.replaceWith(card);
      card.appendChild(term);
      if (text != null && text.normalName().equals("dd")) {
        card.appendChild(text);
      }
    }
  }
}
