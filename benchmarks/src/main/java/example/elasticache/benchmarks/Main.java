package example.elasticache.benchmarks;

import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.devservices.DevServices;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Measures, prints, and writes {@code results}; without arguments all, else what they name. */
public final class Main {
  private static final List<String> ALL =
      List.of(
          "hit-cost",
          "get-all",
          "stampede",
          "outage",
          "session-cost",
          "session-commands",
          "session-races",
          "function-cost",
          "metadata-cost",
          "entry-memory",
          "keys-moved");
  private static final int ROUNDS = Integer.getInteger("rounds", 1000);
  private static final int WARM_UP = 100;
  private static final int STAMPEDES = Integer.getInteger("stampedes", 20);
  private static final int CALLERS = 1000;
  private static final int LOGOUTS = Integer.getInteger("logouts", 20_000);
  private static final int VISITS = 500;

  /** Takes the names of what to measure. */
  public static void main(String[] names) throws Exception {
    var results = new Results(Path.of("results"), LocalDate.now(), Machine.describe());
    try (var services = DevServices.start(REDIS, MYSQL)) {
      for (String name : names.length == 0 ? ALL : List.of(names)) {
        for (Measurement measurement : measure(name, services)) {
          results.write(measurement);
          print(measurement);
        }
      }
    }
  }

  private static List<Measurement> measure(String name, DevServices services) throws Exception {
    switch (name) {
      case "hit-cost" -> {
        try (var hits = new HitCost(services)) {
          return List.of(hits.measure(WARM_UP, ROUNDS));
        }
      }
      case "get-all" -> {
        try (var getAll = new GetAll(services.redis())) {
          // A round takes ten times as long as one of single hits.
          return List.of(getAll.measure(WARM_UP / 10, ROUNDS / 10));
        }
      }
      case "stampede" -> {
        try (var stampede = new Stampede(services.redis(), CALLERS)) {
          return stampede.measure(STAMPEDES);
        }
      }
      case "outage" -> {
        try (var outage = new Outage()) {
          return outage.measure();
        }
      }
      case "session-cost" -> {
        try (var cost = new SessionCost(services.redis())) {
          return List.of(cost.measure(WARM_UP, ROUNDS));
        }
      }
      case "session-commands" -> {
        try (var commands = new SessionCommands(services.redis())) {
          return List.of(commands.measure());
        }
      }
      case "session-races" -> {
        try (var races = new SessionRaces(services.redis())) {
          return races.measure(LOGOUTS, VISITS);
        }
      }
      case "function-cost" -> {
        try (var cost = new FunctionCost(services.redis())) {
          return List.of(cost.measure(WARM_UP, ROUNDS));
        }
      }
      case "metadata-cost" -> {
        try (var cost = new MetadataCost(services.redis())) {
          return List.of(cost.measure(WARM_UP, ROUNDS));
        }
      }
      case "entry-memory" -> {
        return List.of(EngineTour.memory());
      }
      case "keys-moved" -> {
        return List.of(EngineTour.keysMoved());
      }
      default ->
          throw new IllegalArgumentException(
              "Nothing is called \"" + name + "\"; there are " + ALL + ".");
    }
  }

  private static void print(Measurement measurement) {
    System.out.println();
    System.out.println(measurement.title() + ", in " + measurement.unit());
    for (Measurement.Row row : measurement.rows()) {
      System.out.printf(
          "  %-40s %10.3f  (%.3f to %.3f)%s%n",
          row.name(),
          row.band().value(),
          row.band().low(),
          row.band().high(),
          row.goal() == null
              ? ""
              : "  goal " + row.goal() + (row.missesGoal() ? ": MISSED" : ": reached"));
    }
  }

  private Main() {}
}
