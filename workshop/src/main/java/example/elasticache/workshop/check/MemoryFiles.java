package example.elasticache.workshop.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** The compiler's files: classes go to memory, and given ones are found there. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, byte[]> given;
  private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

  MemoryFiles(JavaFileManager files, Map<String, byte[]> given) {
    super(files);
    this.given = given;
  }

  Map<String, byte[]> classes() {
    var classes = new TreeMap<String, byte[]>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    var bytes = new ByteArrayOutputStream();
    written.put(className, bytes);
    return new SimpleJavaFileObject(uri(className), kind) {
      @Override
      public OutputStream openOutputStream() {
        return bytes;
      }
    };
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    List<JavaFileObject> found = new ArrayList<>();
    super.list(location, packageName, kinds, recurse).forEach(found::add);
    if (location == StandardLocation.CLASS_PATH && kinds.contains(JavaFileObject.Kind.CLASS)) {
      given.forEach(
          (name, bytes) -> {
            if (name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(packageName)) {
              found.add(new GivenClass(name, bytes));
            }
          });
    }
    return found;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof GivenClass held ? held.name : super.inferBinaryName(location, file);
  }

  @Override
  public void close() {
    // The files below serve the next compilation as well.
  }

  private static URI uri(String className) {
    return URI.create("memory:///" + className.replace('.', '/') + ".class");
  }

  private static final class GivenClass extends SimpleJavaFileObject {
    private final String name;
    private final byte[] bytes;

    GivenClass(String name, byte[] bytes) {
      super(uri(name), Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
