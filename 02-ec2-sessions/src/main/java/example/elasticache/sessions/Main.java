package example.elasticache.sessions;

final class Main {
  private Main() {}
}
