package example.elasticache.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a result has to say about where it comes from. */
final class Machine {

  /** Returns the machine in one line, and how busy it is now, with others' work as well. */
  static String describe() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var line = new StringBuilder();
    line.append(system.getAvailableProcessors()).append(" cores");
    processor().ifPresent(model -> line.append(" (").append(model).append(")"));
    if (isVirtual()) {
      line.append(" of a virtual machine that does other work as well");
    }
    line.append(", ").append(Math.round(system.getTotalMemorySize() / 1e9)).append(" GB, ");
    line.append(system.getName()).append(' ').append(system.getArch());
    if (system.getSystemLoadAverage() >= 0) {
      line.append(
          String.format(Locale.ROOT, ", load %.1f at the start", system.getSystemLoadAverage()));
    }
    return line.toString();
  }

  /** Returns which Java runs this. */
  static String java() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  private static Optional<String> processor() {
    return cpuInfo().stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static boolean isVirtual() {
    return cpuInfo().stream()
        .anyMatch(line -> line.startsWith("flags") && line.contains("hypervisor"));
  }

  /** Linux tells; elsewhere the line says less. */
  private static List<String> cpuInfo() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Machine() {}
}
