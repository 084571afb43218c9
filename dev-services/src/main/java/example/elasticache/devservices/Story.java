package example.elasticache.devservices;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Runs one chapter's Main under a heading, and keeps what it printed for the site.
 *
 * <p>Arguments: the class, the heading, and the file for the transcript.
 */
public final class Story {

  /** Ends with status 1 and a short message when the story fails. */
  public static void main(String[] args) throws Exception {
    heading(args[1]);
    long start = System.nanoTime();
    int status = tell(args[0], Path.of(args[2]));
    if (status == 0) {
      System.err.printf("(%.1f seconds)%n", (System.nanoTime() - start) / 1e9);
    }
    System.err.flush();
    // A client that was left open must not keep the command line waiting.
    System.exit(status);
  }

  private static void heading(String title) {
    String line = "─".repeat(title.length());
    System.err.println();
    System.err.println(title);
    System.err.println(line);
  }

  private static int tell(String main, Path transcript) throws IOException {
    Files.createDirectories(transcript.toAbsolutePath().getParent());
    Path draft =
        Files.createTempFile(transcript.toAbsolutePath().getParent(), "transcript", ".txt");
    PrintStream console = System.out;
    try (var file = new PrintStream(Files.newOutputStream(draft), true, StandardCharsets.UTF_8)) {
      System.setOut(new PrintStream(both(console, file), true, StandardCharsets.UTF_8));
      Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      // What was done in somebody's own account is not for the site: its number stands in it.
      if (Settings.get("GALLERY_AWS").isEmpty()) {
        Files.move(draft, transcript, StandardCopyOption.REPLACE_EXISTING);
      }
      return 0;
    } catch (InvocationTargetException e) {
      explain(e.getCause());
      return 1;
    } catch (ReflectiveOperationException e) {
      explain(e);
      return 1;
    } finally {
      System.setOut(console);
      Files.deleteIfExists(draft);
    }
  }

  private static void explain(Throwable failure) {
    System.err.println();
    System.err.println("This chapter stopped:");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
      System.err.print(text.indent(2));
    }
    if (Settings.get("GALLERY_DEBUG").isPresent()) {
      failure.printStackTrace();
    } else {
      System.err.println("  (GALLERY_DEBUG=1 shows where.)");
    }
  }

  private static OutputStream both(OutputStream one, OutputStream other) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        one.write(b);
        other.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        one.write(bytes, offset, length);
        other.write(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        one.flush();
        other.flush();
      }
    };
  }

  private Story() {}
}
