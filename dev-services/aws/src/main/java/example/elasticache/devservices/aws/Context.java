package example.elasticache.devservices.aws;

import example.elasticache.devservices.Certificates;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** What all parts of the control plane share. */
record Context(
    InstantSource clock,
    Timings timings,
    Certificates certificates,
    Events events,
    Tags tags,
    Keys keys,
    Consumer<String> log,
    ExecutorService background) {

  static ExecutorService daemons() {
    return Executors.newCachedThreadPool(
        work -> {
          var thread = new Thread(work, "control-plane");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Runs something that takes longer than an answer may; its failure becomes an event. */
  <T> CompletableFuture<T> later(Events.Source source, Callable<T> work) {
    var result = new CompletableFuture<T>();
    background.execute(
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable e) {
            events.add(source, "Failed on this machine: " + e.getMessage());
            log.accept(source.id() + ": " + e);
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
