package dev.trailmark.submission;

import dev.trailmark.marks.Handed;
import dev.trailmark.submission.SubmissionFile.Account;
import dev.trailmark.submission.SubmissionFile.EnvironmentKeys;
import dev.trailmark.submission.SubmissionFile.Keys;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Checks what a submission's YAML cannot say by its shape, and builds the {@link Submission}. */
final class SubmissionCheck {
  private final Path file;
  private final UnaryOperator<String> environment;

  SubmissionCheck(Path file, UnaryOperator<String> environment) {
    this.file = file;
    this.environment = environment;
  }

  Submission check(String id, SubmissionFile parsed) throws SubmissionException {
    return new Submission(
        id,
        file,
        required("student", parsed.student()),
        access(parsed.account()),
        text("keyId", parsed.keyId()),
        text("trail", parsed.trail()),
        text("bucket", parsed.bucket()),
        text("object", parsed.object()),
        time("uploadedAt", parsed.uploadedAt()),
        answers(parsed),
        new Handed(
            time("submittedAt", parsed.submittedAt()),
            Optional.empty(),
            attempt(parsed.attempt())));
  }

  private Access access(Account account) throws SubmissionException {
    if (account == null) {
      return Access.ON_PAPER;
    }
    long ways =
        Stream.of(account.profile(), account.keys(), account.environment())
            .filter(way -> way != null)
            .count();
    if (ways > 1) {
      throw problem("\"account\" gives more than one of profile, keys and environment; keep one");
    }
    return new Access(
        endpoint(account.endpoint()),
        region(account.region()),
        text("account.profile", account.profile()),
        keys(account),
        role(account));
  }

  private Optional<URI> endpoint(String endpoint) throws SubmissionException {
    if (endpoint == null) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(endpoint);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && uri.getUserInfo() == null && scheme.matches("https?")) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Said below, without the text: a URL may carry a password.
    }
    throw problem(
        "\"account.endpoint\" is not a URL such as http://127.0.0.1:4566 (no user name or password"
            + " in it); leave it out for AWS");
  }

  private String region(String region) throws SubmissionException {
    String given = required("account.region", region);
    if (!given.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
      throw problem("\"account.region\" is not a region such as us-east-1: " + given);
    }
    return given;
  }

  private Optional<AccessKeys> keys(Account account) throws SubmissionException {
    if (account.keys() != null) {
      Keys keys = account.keys();
      return Optional.of(
          new AccessKeys(
              required("account.keys.accessKeyId", keys.accessKeyId()),
              required("account.keys.secretAccessKey", keys.secretAccessKey()),
              text("account.keys.sessionToken", keys.sessionToken())));
    }
    if (account.environment() == null) {
      return Optional.empty();
    }
    EnvironmentKeys names = account.environment();
    return Optional.of(
        new AccessKeys(
            variable("account.environment.accessKeyId", names.accessKeyId()),
            variable("account.environment.secretAccessKey", names.secretAccessKey()),
            names.sessionToken() == null
                ? Optional.empty()
                : Optional.of(variable("account.environment.sessionToken", names.sessionToken()))));
  }

  private String variable(String member, String name) throws SubmissionException {
    String value = environment.apply(required(member, name));
    if (value == null || value.isBlank()) {
      throw problem(
          "\""
              + member
              + "\" names the environment variable "
              + name
              + ", which is not set; export it before grading");
    }
    return value;
  }

  private Optional<RoleToAssume> role(Account account) throws SubmissionException {
    if (account.role() == null) {
      return Optional.empty();
    }
    String arn = required("account.role.arn", account.role().arn());
    if (!arn.matches("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+")) {
      throw problem("\"account.role.arn\" is not the ARN of a role: " + arn);
    }
    return Optional.of(
        new RoleToAssume(arn, text("account.role.externalId", account.role().externalId())));
  }

  private Optional<Instant> time(String member, String time) throws SubmissionException {
    if (time == null) {
      return Optional.empty();
    }
    Optional<Instant> parsed = UploadTime.parse(time);
    if (parsed.isEmpty()) {
      throw problem(
          "\"%s\" is not a time with its offset, such as 2025-10-26T21:01:14-03:00: %s"
              .formatted(member, time));
    }
    return parsed;
  }

  private int attempt(Integer number) throws SubmissionException {
    if (number != null && number < 1) {
      throw problem("\"attempt\" is the number of the attempt, from 1");
    }
    return number == null ? 1 : number;
  }

  private Map<Integer, String> answers(SubmissionFile parsed) throws SubmissionException {
    Map<Integer, String> answers = new HashMap<>();
    if (parsed.answers() != null) {
      for (var entry : parsed.answers().entrySet()) {
        int question = entry.getKey().value();
        answers.put(question, required("answers." + question, entry.getValue()));
      }
    }
    return answers;
  }

  private Optional<String> text(String member, String value) throws SubmissionException {
    return value == null ? Optional.empty() : Optional.of(required(member, value));
  }

  private String required(String member, String value) throws SubmissionException {
    if (value == null || value.isBlank()) {
      throw problem("\"" + member + "\" is missing or empty; fill it in");
    }
    return value.strip();
  }

  private SubmissionException problem(String message) {
    return new SubmissionException(file + ": " + message);
  }
}
