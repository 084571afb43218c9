package example.elasticache.site.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One page of the site in one language.
 *
 * @param key the same in every language: {@code glossary}, or the name of a chapter's module
 * @param module the folder of the chapter's module, if it is a chapter
 */
public record Page(Language language, String key, Path source, Optional<Path> module) {

  /** The key of the page that opens the site. */
  public static final String HOME = "index";

  /** The key of the page that lists where each fact comes from. */
  public static final String SOURCES = "sources";

  /** Returns whether the page opens the site. */
  public boolean isHome() {
    return key.equals(HOME);
  }

  /** Returns whether the page is a chapter. */
  public boolean isChapter() {
    return module.isPresent();
  }

  /** Returns where the page lies in the site, with forward slashes. */
  public String output() {
    return output(language, key, isChapter());
  }

  /** Returns where this page lies, or would lie, in another language. */
  public String outputIn(Language other) {
    return output(other, key, isChapter());
  }

  /** Returns the way from the page up to the folder of its language: empty, or {@code ../}. */
  public String upToLanguage() {
    return isChapter() ? "../" : "";
  }

  /** Returns the way from the page up to the top of the site. */
  public String upToRoot() {
    return upToLanguage() + (language.folder().isEmpty() ? "" : "../");
  }

  private static String output(Language language, String key, boolean chapter) {
    return language.folder() + key + (chapter ? "/index.html" : ".html");
  }
}
