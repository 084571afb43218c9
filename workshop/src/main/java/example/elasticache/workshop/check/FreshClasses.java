package example.elasticache.workshop.check;

import java.util.Map;
import java.util.Set;

/** Loads the classes of one check; the next check gets another loader, and new static fields. */
public final class FreshClasses extends ClassLoader {
  private final Map<String, byte[]> classes;

  /** Finds everything else where this program's own classes are. */
  public FreshClasses(Map<String, byte[]> classes) {
    super(FreshClasses.class.getClassLoader());
    this.classes = classes;
  }

  /** Returns the names of all classes that it can make. */
  public Set<String> names() {
    return classes.keySet();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
