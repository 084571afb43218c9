package example.elasticache.site.publish;

import example.elasticache.site.convert.Article;
import example.elasticache.site.source.Checksum;
import example.elasticache.site.source.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pages wait for a translator.
 *
 * <p>A translation records in {@code :translates:} the checksum of the original that it was made
 * from: that works in a copy of the project without its history.
 */
final class Translations {

  /** Returns one line for each page whose translation is missing or older than the original. */
  static List<String> report(Contents contents) {
    List<String> lines = new ArrayList<>();
    for (Language language : Language.values()) {
      if (language.isTranslation()) {
        for (Article original : contents.inOrder(Language.ENGLISH)) {
          String checksum = Checksum.of(original.page().source());
          contents
              .in(language, original.page())
              .ifPresentOrElse(
                  translation -> {
                    if (!translation.attribute("translates", "").equals(checksum)) {
                      lines.add(
                          "%s %s: older than its original. When it says the same again, set \":translates: %s\"."
                              .formatted(language.code(), original.page().key(), checksum));
                    }
                  },
                  () ->
                      lines.add(
                          "%s %s: missing. A new one starts with \":translates: %s\"."
                              .formatted(language.code(), original.page().key(), checksum)));
        }
      }
    }
    return lines;
  }

  private Translations() {}
}
