package example.elasticache.workshop.check;

import example.elasticache.workshop.exercise.JavaFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** A Java file, or what could be one. */
public record Source(Path file, String text) {

  /** Reads the Java files of a folder. */
  public static List<Source> in(Path folder) {
    return JavaFiles.in(folder).stream()
        .map(file -> new Source(file, JavaFiles.read(file)))
        .toList();
  }

  /** Returns the name of its class. */
  public String className() {
    return file.getParent().getFileName() + "." + simpleName();
  }

  /** Returns the name of its class without the package. */
  public String simpleName() {
    return file.getFileName().toString().replace(".java", "");
  }

  JavaFileObject object() {
    return new InMemory(this);
  }

  /** The compiler's view of the text. */
  static final class InMemory extends SimpleJavaFileObject {
    private final Source source;

    InMemory(Source source) {
      super(URI.create("memory:///" + source.className().replace('.', '/') + ".java"), Kind.SOURCE);
      this.source = source;
    }

    Source source() {
      return source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source.text();
    }
  }
}
