package example.elasticache.clustersetup;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The same setup in an AWS account: only on request, and only after a typed confirmation. */
record RealAws(AwsClients aws, Place place, Patience patience, PrintStream out) {
  private static final String PREFIX = "gallery";
  private static final String SUBNETS = "GALLERY_SUBNETS";
  private static final String SECURITY_GROUP = "GALLERY_SECURITY_GROUP";

  /** Runs {@code aws policy}, {@code aws plan}, {@code aws create} or {@code aws delete}. */
  static void run(String[] args, InputStream in, PrintStream out) {
    if (args.length != 2 || !args[0].equals("aws") || !isVerb(args[1])) {
      throw new SetupException(
          "Say: aws policy, aws plan, aws create or aws delete. Without arguments, it runs here.");
    }
    try (var aws = AwsClients.forAws(region())) {
      requireIdentity(aws);
      if (args[1].equals("policy")) {
        out.print(policy(aws));
      } else {
        var patience =
            new Patience(
                Duration.ofMinutes(30), Duration.ofSeconds(10), line -> out.println("  " + line));
        new RealAws(aws, place(System.getenv()), patience, out).carryOut(args[1], in);
      }
    }
  }

  private static boolean isVerb(String word) {
    return List.of("policy", "plan", "create", "delete").contains(word);
  }

  private static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new SetupException(
          "Set AWS_REGION, such as eu-central-1, or AWS_PROFILE to a profile with a region.", e);
    }
  }

  private static void requireIdentity(AwsClients aws) {
    try {
      aws.account();
    } catch (SdkException e) {
      throw new SetupException(
          "AWS does not know who you are: set AWS_PROFILE to a profile of yours, or sign in again.",
          e);
    }
  }

  /** Returns the policy of whoever carries this out, and sends the page's commands. */
  static String policy(AwsClients aws) {
    return new Policies(aws.account(), aws.region().id()).administer(PREFIX);
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
  void carryOut(String verb, InputStream in) {
    var chapter = new Chapter(PREFIX, place);
    var setup = new Setup(chapter.steps(aws), patience, out);
    String where = aws.account() + " " + aws.region();
    out.println("The plan for account and region " + where);
    setup.printPlan();
    if (verb.equals("plan")) {
      return;
    }
    out.println(
        verb.equals("create")
            ? "AWS bills all of this from its creation on, until you delete it."
            : "This deletes what of it this setup has made, and all that the caches hold.");
    requireTyped(verb + " in " + where, in);
    if (verb.equals("create")) {
      setup.create();
      chapter.endpoints(aws).forEach(line -> out.println("  " + line));
    } else {
      List<String> left = setup.delete();
      out.println("Left over: " + (left.isEmpty() ? "nothing" : String.join("; ", left)));
    }
  }

  private void requireTyped(String phrase, InputStream in) {
    out.println("To go on, type: " + phrase);
    var answer = new Scanner(in, StandardCharsets.UTF_8);
    if (!answer.hasNextLine() || !answer.nextLine().strip().equals(phrase)) {
      throw new SetupException("Not confirmed: nothing was changed.");
    }
  }

  // end::confirm[]
}
