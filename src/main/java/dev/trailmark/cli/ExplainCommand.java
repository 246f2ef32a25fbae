package dev.trailmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a simulator why something is allowed or denied. */
@Command(
    name = "explain",
    description = "Says why something is allowed or denied on a simulator, and what to change.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Credentials come from where every AWS SDK looks for them. About another principal of the",
      "account it takes iam:SimulatePrincipalPolicy. Nothing is done, and nothing is recorded.",
      "The exit code is 0 when it is allowed, 1 when it is denied, 3 when it could not be asked."
    })
final class ExplainCommand implements Callable<Integer> {
  private static final String BUCKET_URL = "s3://";

  @Spec private CommandSpec spec;
  @Mixin private EndpointOptions endpoint;

  @Option(
      names = "--principal",
      paramLabel = "ARN",
      description =
          "A user, role, session or root user, or anonymous for who signs nothing (default: the"
              + " caller).")
  private String principal;

  @Option(
      names = "--action",
      required = true,
      paramLabel = "SERVICE:NAME",
      description = "The action, such as kms:Decrypt.")
  private String action;

  @Option(
      names = "--resource",
      paramLabel = "ARN",
      description =
          "The resource: an ARN, s3://BUCKET/KEY, for KMS also alias/NAME or a key id (default: *,"
              + " for actions without one).")
  private String resource;

  @Option(
      names = "--context",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description =
          "Condition keys that the request would have, such as"
              + " kms:ViaService=s3.us-east-1.amazonaws.com; a key given again has both values.")
  private List<String> context = List.of();

  @Option(names = "--json", description = "Print the simulator's answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ObjectNode question = question();
    Reply<JsonNode> reply;
    try (Target target = Workplace.target(endpoint.settings(System::getenv), Clock.systemUTC())) {
      reply = target.control().ask("explain", question);
    }
    if (reply instanceof Reply.Answered<JsonNode> answered) {
      return tell(answered.value());
    }
    if (reply instanceof Reply.Refused<JsonNode> refused) {
      throw notAsked(refused.error());
    }
    throw new CliException(ExitCode.INDETERMINATE, ((Reply.Unanswered<JsonNode>) reply).reason());
  }

  private ObjectNode question() {
    ObjectNode question = new JsonMapper().createObjectNode();
    question.put("action", action);
    question.put("region", endpoint.region());
    if (principal != null) {
      question.put("principal", principal);
    }
    if (resource != null) {
      question.put("resource", arn(resource));
    }
    ObjectNode keys = question.putObject("context");
    for (String pair : context) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw CliException.usage("--context takes KEY=VALUE, not '" + pair + "'");
      }
      keys.withArray("/" + pointer(pair.substring(0, equals))).add(pair.substring(equals + 1));
    }
    return question;
  }

  /** A key as part of a JSON pointer. */
  private static String pointer(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static String arn(String text) {
    return text.startsWith(BUCKET_URL)
        ? "arn:aws:s3:::" + text.substring(BUCKET_URL.length())
        : text;
  }

  private int tell(JsonNode answer) {
    Output output = new Output(spec);
    output.line(json ? answer.toPrettyString() : new ExplanationText(answer).text());
    return answer.path("decision").asText().equals("allowed") ? ExitCode.OK : ExitCode.FAILED;
  }

  /** What is wrong with the question is the user's; that asking is not permitted is not. */
  private static CliException notAsked(AwsError error) {
    boolean denied = error.denied();
    return new CliException(denied ? ExitCode.INDETERMINATE : ExitCode.USAGE, error.message());
  }
}
