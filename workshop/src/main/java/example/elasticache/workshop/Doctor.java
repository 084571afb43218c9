package example.elasticache.workshop;

import com.sun.management.OperatingSystemMXBean;
import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.Docker;
import example.elasticache.devservices.Service;
import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.Project;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.ToolProvider;

/** Looks whether this machine has what the exercises need, by trying it. */
final class Doctor {
  private static final long GIGABYTE = 1L << 30;

  private final Console console;
  private final Project project;
  private boolean well = true;

  Doctor(Console console, Project project) {
    this.console = console;
    this.project = project;
  }

  /** Tries everything that the exercises need; with --all, what the chapters need as well. */
  int examine(List<String> args) {
    java();
    memory();
    disk();
    ports();
    docker();
    servers(args.contains("--all") ? EnumSet.allOf(Service.class) : needed());
    console.line();
    console.line(
        well
            ? "This machine is ready."
            : "Mend what says [no]. The exercises that do not need it work all the same.");
    return well ? Learn.DONE : Learn.NOT_YET;
  }

  private void java() {
    int version = Runtime.version().feature();
    boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
    say(
        version >= 17 && compiler,
        "Java " + Runtime.version() + ", " + System.getProperty("java.home"),
        "The exercises need a JDK of version 17 or newer: let JAVA_HOME name one.");
  }

  private void memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize();
    say(
        total >= 2 * GIGABYTE,
        "Memory: %.1f GB".formatted((double) total / GIGABYTE),
        "Less than 2 GB is tight for a JVM, an IDE and a server.");
  }

  private void disk() {
    File root = project.root().toFile();
    say(
        root.getUsableSpace() >= GIGABYTE,
        "Disk: %.1f GB free for %s".formatted((double) root.getUsableSpace() / GIGABYTE, root),
        "The servers' programs and files want up to 1 GB.");
  }

  private void ports() {
    String advice =
        "No program may listen on the loopback interface: ask whoever runs this machine.";
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      say(socket.isBound(), "Ports: programs may listen on 127.0.0.1", advice);
    } catch (IOException e) {
      say(false, "Ports: " + e.getMessage(), advice);
    }
  }

  private void docker() {
    console.line(
        Docker.answers()
            ? "  " + console.green("[ok]") + " Docker answers"
            : "  " + console.yellow("[--]") + " Docker does not answer: no exercise needs it");
  }

  private Set<Service> needed() {
    Set<Service> needed = EnumSet.noneOf(Service.class);
    for (Exercise exercise : project.exercises()) {
      exercise.needs().forEach(need -> needed.add(service(need)));
    }
    return needed;
  }

  /** Returns the server that an exercise calls by this name. */
  static Service service(String need) {
    return Service.valueOf(need.toUpperCase(Locale.ROOT));
  }

  private void servers(Set<Service> kinds) {
    for (Service kind : kinds) {
      String name = "Server: " + kind.name().toLowerCase(Locale.ROOT);
      try {
        DevServices.start(kind).close();
        say(true, name + " starts and ends", "");
      } catch (RuntimeException e) {
        say(false, name, e.getMessage());
      }
    }
  }

  private void say(boolean good, String what, String advice) {
    console.line("  " + (good ? console.green("[ok] ") : console.red("[no] ")) + what);
    if (!good) {
      console.block(7, advice);
      well = false;
    }
  }
}
