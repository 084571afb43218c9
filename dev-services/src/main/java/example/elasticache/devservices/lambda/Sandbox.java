package example.elasticache.devservices.lambda;

import example.elasticache.devservices.Reaper;
import example.elasticache.devservices.ServerException;
import example.elasticache.devservices.WorkFiles;
import example.elasticache.devservices.lambda.RuntimeApi.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Lambda sandbox on this machine: one function in a JVM of its own, under AWS's runtime client.
 *
 * <p>That client has a native part for Linux only; elsewhere a loop of our own calls the function
 * through the same classes. Like the service: one event at a time, an initialisation before the
 * first one, a snapshot and a freeze. Unlike it: no VPC, no role, and the memory is not metered.
 */
public final class Sandbox implements AutoCloseable {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_PART =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** What the sandbox is to run, and how. */
  public static final class Builder {
    private final String handler;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private String classpath = System.getProperty("java.class.path");
    private boolean snapStart;
    private boolean portable = nativePart().isEmpty();

    private Builder(String handler) {
      this.handler = handler;
    }

    /** Adds a variable of the function's environment. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Adds an option of the function's JVM, as JAVA_TOOL_OPTIONS does on AWS. */
    public Builder option(String option) {
      options.add(option);
      return this;
    }

    /** Runs these classes in place of this JVM's own; AWS's client must be among them. */
    public Builder classpath(String other) {
      classpath = other;
      return this;
    }

    /** Takes a snapshot after the initialisation; the function goes on at {@link #restore}. */
    public Builder snapStart() {
      snapStart = true;
      return this;
    }

    /** Uses our own loop in place of AWS's client, as happens where that does not exist. */
    public Builder portable() {
      portable = true;
      return this;
    }

    /** Starts the JVM and returns when it has initialised the function. */
    public Sandbox start() {
      var sandbox = new Sandbox(this);
      try {
        sandbox.awaitReady();
        return sandbox;
      } catch (RuntimeException e) {
        sandbox.close();
        throw e;
      }
    }
  }

  private final RuntimeApi api = RuntimeApi.start();
  private final boolean portable;
  private final Process process;
  private final Reaper.Ward ward;
  private final long started;
  private final CompletableFuture<Long> ready = api.ready();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Duration init;

  /** Describes a sandbox for the handler, such as {@code example.Handler} or {@code C::method}. */
  public static Builder of(String handler) {
    return new Builder(handler);
  }

  private Sandbox(Builder wanted) {
    portable = wanted.portable;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Lambda's own runtimes use.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-Xmx256m", "-Dstdout.encoding=UTF-8"));
    // Without it, the function's hooks for the snapshot are skipped and nobody says so.
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(wanted.options);
    if (!portable) {
      command.add("-D" + NATIVE_PART + "=" + unpack(nativePart().orElseThrow()));
    }
    command.addAll(List.of("-classpath", wanted.classpath));
    command.add(portable ? PortableRuntime.class.getName() : CLIENT);
    command.add(wanted.handler);

    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("_HANDLER", wanted.handler);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "local");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/local");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", wanted.snapStart ? "snap-start" : "on-demand");
    environment.put("AWS_REGION", "eu-central-1");
    environment.putAll(wanted.environment);
    started = System.nanoTime();
    try {
      process = builder.start();
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException("The sandbox's JVM does not start", e);
    }
    // A JVM that is frozen does not notice that this one is gone.
    ward = Reaper.watch(process);
    var reader = new Thread(this::readLog, "sandbox-log");
    reader.setDaemon(true);
    reader.start();
  }

  private void awaitReady() {
    api.initError()
        .thenAccept(
            error ->
                ready.completeExceptionally(
                    new ServerException(
                        "The function does not initialise: "
                            + new String(error, StandardCharsets.UTF_8))));
    init = Duration.ofNanos(get(ready, START_LIMIT) - started);
  }

  /** Returns how long the JVM's start and the function's initialisation took. */
  public Duration init() {
    return init;
  }

  /** Returns whether AWS's own client runs here, and not the portable loop. */
  public boolean runsAwsClient() {
    return !portable;
  }

  /** Hands the function an event, and returns its answer; the timeout is the function's own. */
  public Answer invoke(String event, Duration timeout) {
    // A little more than the function may take: what it does at its limit is to be seen.
    return get(invokeLater(event, timeout), timeout.plusSeconds(30));
  }

  /** As {@link #invoke}, without waiting. */
  public CompletableFuture<Answer> invokeLater(String event, Duration timeout) {
    return api.invoke(event.getBytes(StandardCharsets.UTF_8), timeout);
  }

  /** Lets a function go on from its snapshot, and returns how long its own part of that took. */
  public Duration restore() {
    long start = System.nanoTime();
    api.restore();
    return Duration.ofNanos(get(api.listening(), START_LIMIT) - start);
  }

  /** Stops the JVM between two events, as Lambda does. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen JVM go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()
          != 0) {
        throw new ServerException("The sandbox is gone already.");
      }
    } catch (IOException e) {
      throw new ServerException(
          "This system has no kill command, so a function cannot be frozen here.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  /** Returns what the function has written to its log. */
  public String log() {
    synchronized (log) {
      return log.toString(StandardCharsets.UTF_8);
    }
  }

  /** Returns whether the JVM lives. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the JVM. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ward.release();
    api.close();
  }

  long pid() {
    return process.pid();
  }

  /** Takes the network from under the JVM, as when this program is killed: it ends by itself. */
  void abandon() {
    api.close();
  }

  private void readLog() {
    byte[] buffer = new byte[8192];
    try (InputStream output = process.getInputStream()) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        synchronized (log) {
          log.write(buffer, 0, n);
        }
      }
    } catch (IOException ended) {
      // The JVM was ended while it wrote.
    }
    ready.completeExceptionally(new ServerException("The sandbox ended.\n" + log()));
  }

  private <T> T get(CompletableFuture<T> future, Duration limit) {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ServerException known
          ? known
          : new ServerException("The sandbox does not answer.\n" + log(), e.getCause());
    } catch (TimeoutException e) {
      throw new ServerException("The sandbox does not answer within " + limit + ".\n" + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  /** Returns the name of the client's native part for this machine, or nothing. */
  private static Optional<String> nativePart() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "aarch_64";
          default -> "";
        };
    if (!system.contains("linux") || machine.isEmpty()) {
      return Optional.empty();
    }
    boolean musl =
        Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    String name = "libaws-lambda-jni.linux" + (musl ? "_musl-" : "-") + machine + ".so";
    return Optional.of(name).filter(part -> Sandbox.class.getResource("/jni/" + part) != null);
  }

  /** The client itself unpacks to a place that all users of the machine share. */
  private static Path unpack(String nativePart) {
    return WorkFiles.kept(
            "lambda-runtime-client",
            directory ->
                WorkFiles.writeProgram(
                    Sandbox.class.getResourceAsStream("/jni/" + nativePart),
                    directory.resolve(nativePart)))
        .resolve(nativePart);
  }
}
