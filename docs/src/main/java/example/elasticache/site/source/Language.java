package example.elasticache.site.source;

import java.util.Arrays;

/** A language of the site: the original, or a translation that lies beside it. */
public enum Language {
  ENGLISH("en", "English", ".adoc", ""),
  JAPANESE("ja", "日本語", ".ja.adoc", "ja/");

  private final String code;
  private final String label;
  private final String suffix;
  private final String folder;

  Language(String code, String label, String suffix, String folder) {
    this.code = code;
    this.label = label;
    this.suffix = suffix;
    this.folder = folder;
  }

  /** Returns the language of that code. */
  public static Language ofCode(String code) {
    return Arrays.stream(values())
        .filter(language -> language.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No language " + code + "."));
  }

  /** Returns the code for {@code lang} attributes. */
  public String code() {
    return code;
  }

  /** Returns its name in its own words. */
  public String label() {
    return label;
  }

  /** Returns how its source files end. */
  public String suffix() {
    return suffix;
  }

  /** Returns its folder in the site, empty for the original. */
  public String folder() {
    return folder;
  }

  /** Returns whether pages in this language are translated from another. */
  public boolean isTranslation() {
    return this != ENGLISH;
  }
}
