package example.elasticache.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks an endpoint up, moves its name as a failover does, and looks it up again. */
final class NameThatMoves {

  public static void main(String[] args) throws IOException {
    String before = InetAddress.getByName("my-cache.example").getHostAddress();
    System.out.println("before the failover: " + before);

    Files.writeString(Path.of(args[0]), "127.0.0.2 my-cache.example\n");

    String after = InetAddress.getByName("my-cache.example").getHostAddress();
    System.out.println("after the failover: " + (after.equals(before) ? "the same" : "another"));
  }

  private NameThatMoves() {}
}
