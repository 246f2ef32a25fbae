package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.IamBench;
import dev.trailmark.lab.IamKind;
import dev.trailmark.lab.Identity;
import dev.trailmark.target.CallerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who takes part in a scenario, and what their names stand for in policies. */
public final class Cast {

  /** {@code {bucket}}, but not the policy variable <code>${aws:username}</code>. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\$)\\{((?:name of |id of )?[A-Z]?[a-z ]+)}");

  private final Bench bench;
  private final Map<String, Actor> actors = new LinkedHashMap<>();

  /** Shares the scenario's bench. */
  public Cast(Bench bench) {
    this.bench = bench;
  }

  Actor named(String name) {
    Actor actor = actors.get(name);
    if (actor == null) {
      throw new IllegalArgumentException("the scenario has nobody named " + name);
    }
    return actor;
  }

  Actor add(String name, IamKind kind, Identity identity) {
    return add(name, Optional.of(kind), identity);
  }

  Actor add(String name, Optional<IamKind> kind, Identity identity) {
    Actor actor = new Actor(name, kind, identity);
    actors.put(name, actor);
    return actor;
  }

  /** A user with an access key, made in the account of {@code iam}. */
  Actor user(String name, IamBench iam) {
    Actor user = add(name, IamKind.USER, iam.user());
    signIn(user, iam.key(user.identity()), user.identity().arn());
    return user;
  }

  void signIn(Actor actor, AwsCredentials credentials, String arn) {
    actor.signsWith(credentials, bench.workbench().clients(credentials), arn);
  }

  void signIn(Actor actor, Credentials session, String arn) {
    signIn(
        actor,
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
        arn);
  }

  /** The caller's account and ARN. */
  CallerIdentity owner() {
    return Expect.answered("sts:GetCallerIdentity", bench.world().target().identity());
  }

  /** A text in which each name in braces is replaced by what it stands for. */
  String resolve(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(name -> Matcher.quoteReplacement(meaning(name)));
  }

  private String meaning(MatchResult placeholder) {
    String word = placeholder.group(1);
    if (word.startsWith("name of ")) {
      return named(word.substring("name of ".length())).identity().name();
    }
    if (word.startsWith("id of ")) {
      return named(word.substring("id of ".length())).identity().id();
    }
    return switch (word) {
      case "bucket" -> bench.bucket;
      case "other bucket" -> bench.otherBucket;
      case "key" -> bench.key.arn();
      case "account" -> owner().account();
      case "region" -> bench.world().target().region();
      default -> named(word).identity().arn();
    };
  }

  /** A policy of these statements. */
  String policy(String statements) {
    return resolve("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
  }
}
