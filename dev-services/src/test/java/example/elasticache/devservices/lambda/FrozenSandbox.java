package example.elasticache.devservices.lambda;

/** Freezes a function, says which process that is, and waits to be killed. */
public final class FrozenSandbox {
  public static void main(String[] args) throws InterruptedException {
    try (var sandbox = Sandbox.of(SampleFunction.class.getName()).start()) {
      sandbox.freeze();
      System.out.println(sandbox.pid() + "\n");
      Thread.sleep(600_000);
    }
  }

  private FrozenSandbox() {}
}
