package example.elasticache.clustersetup;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The same setup in an AWS account: only on request, and only after a typed confirmation. */
final class RealAws {
  private static final String PREFIX = "gallery";
  private static final String SUBNETS = "GALLERY_SUBNETS";
  private static final String SECURITY_GROUP = "GALLERY_SECURITY_GROUP";

  /** Runs {@code aws policy}, {@code aws plan}, {@code aws create} or {@code aws delete}. */
  static void run(String[] args, InputStream in, PrintStream out) {
    if (args.length != 2 || !args[0].equals("aws") || !isVerb(args[1])) {
      throw new SetupException(
          "Say: aws policy, aws plan, aws create or aws delete. Without arguments, it runs here.");
    }
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    try (var aws = AwsClients.forAws(region)) {
      if (args[1].equals("policy")) {
        out.print(policy(aws));
      } else {
        carryOut(args[1], aws, place(System.getenv()), in, out);
      }
    }
  }

  /** Returns the policy of whoever carries this out, and sends the page's commands. */
  static String policy(AwsClients aws) {
    return new Policies(aws.account(), aws.region().id()).administer(PREFIX);
  }

  private static boolean isVerb(String word) {
    return List.of("policy", "plan", "create", "delete").contains(word);
  }

  /** Returns the place that the environment names. */
  static Place place(Map<String, String> environment) {
    Function<String, String> required =
        name -> {
          String value = environment.getOrDefault(name, "").strip();
          if (value.isEmpty()) {
            throw new SetupException(
                "Set %s, such as subnet-1,subnet-2, and %s, such as sg-1: those of the VPC that your application is in."
                    .formatted(SUBNETS, SECURITY_GROUP));
          }
          return value;
        };
    return new Place(List.of(required.apply(SUBNETS).split(",")), required.apply(SECURITY_GROUP));
  }

  // tag::confirm[]
  static void carryOut(String verb, AwsClients aws, Place place, InputStream in, PrintStream out) {
    var patience =
        new Patience(
            Duration.ofMinutes(30), Duration.ofSeconds(10), line -> out.println("  " + line));
    var chapter = new Chapter(PREFIX, place);
    var setup = new Setup(chapter.steps(aws), patience, out);
    setup.printPlan();
    if (verb.equals("plan")) {
      return;
    }
    String phrase = verb + " in " + aws.account() + " " + aws.region();
    out.println("This costs money, or destroys data, in a real account. To go on, type: " + phrase);
    var answer = new Scanner(in, java.nio.charset.StandardCharsets.UTF_8);
    if (!answer.hasNextLine() || !answer.nextLine().strip().equals(phrase)) {
      throw new SetupException("Not confirmed: nothing was changed.");
    }
    if (verb.equals("create")) {
      setup.create();
    } else {
      setup.delete().forEach(left -> out.println("  left: " + left));
    }
  }

  // end::confirm[]

  private RealAws() {}
}
