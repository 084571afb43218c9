package example.elasticache.cacheaside;

/** The story. */
public final class Main {

  public static void main(String[] args) {
    System.out.println("hello");
  }

  private Main() {}
}
