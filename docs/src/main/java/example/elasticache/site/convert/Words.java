package example.elasticache.site.convert;

import example.elasticache.site.source.Language;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.asciidoctor.ast.StructuralNode;

/** The words that the site itself says, in the language of the page. */
public final class Words {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;

  private Words(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** Returns the words of a language. */
  public static Words of(Language language) {
    Locale locale = language.isTranslation() ? Locale.forLanguageTag(language.code()) : Locale.ROOT;
    return new Words(ResourceBundle.getBundle("words", locale, NO_FALLBACK));
  }

  static Words of(StructuralNode node) {
    return of(languageOf(node));
  }

  static Language languageOf(StructuralNode node) {
    return Language.ofCode(node.getDocument().getAttribute("lang").toString());
  }

  /** Returns one word or phrase. */
  public String get(String key) {
    return bundle.getString(key);
  }

  /** Returns all of them by their keys. */
  public Map<String, String> all() {
    Map<String, String> words = new TreeMap<>();
    bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
    return words;
  }
}
