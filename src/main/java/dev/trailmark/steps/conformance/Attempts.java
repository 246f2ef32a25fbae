package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Workbench;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;

/** The words in which features say what is attempted. */
public final class Attempts {

  /** What an attempt's words look like; they end where a denial's reason begins. */
  static final String WORDS =
      "(?:read|write|list|delete|encrypt|describe|generate|assume|create)\\b"
          + "(?:(?! because | with an explicit | and is | but is ).)*";

  private static final Pattern FOLDER = Pattern.compile("list the folder (\\S+)");
  private static final Pattern OWN_FOLDER = Pattern.compile("(read|write to) the folder of (\\w+)");
  private static final Pattern PURPOSE =
      Pattern.compile("encrypt under the key for the purpose \"(\\w+)\"");
  private static final Pattern ASSUME = Pattern.compile("assume (\\w+)");
  private static final Pattern READ_ABOUT = Pattern.compile("read about (\\w+)");

  private final Bench bench;
  private final Cast cast;

  /** Shares the scenario's bench and cast. */
  public Attempts(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  Attempt of(String words) {
    return switch (words) {
      case "read the object" -> read(bench.bucket, Bench.OBJECT);
      case "read the object and pay" -> readAndPay();
      case "read the other object" -> read(bench.otherBucket, Bench.OBJECT);
      case "read what is not there" -> readAbsent();
      case "write to the bucket" -> write(bench.bucket, "written");
      case "write to the other bucket" -> write(bench.otherBucket, "written");
      case "delete the object" -> delete(bench.bucket);
      case "list the bucket" -> list(bench.bucket, "");
      case "list all buckets" -> listBuckets();
      case "read the bucket's policy" -> readPolicy();
      case "encrypt under the key" -> encrypt(Map.of());
      case "describe the key" -> describe();
      case "generate random bytes" -> random();
      case "list the users" -> listUsers();
      default ->
          attempts(words)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no such attempt: " + words));
    };
  }

  private Stream<Attempt> attempts(String words) {
    return Stream.of(
            match(FOLDER, words, folder -> list(bench.bucket, folder.group(1))),
            match(OWN_FOLDER, words, each -> folder(each.group(1), each.group(2))),
            match(PURPOSE, words, purpose -> encrypt(Map.of("purpose", purpose.group(1)))),
            match(ASSUME, words, role -> assume(role.group(1))),
            match(READ_ABOUT, words, user -> readAbout(user.group(1))))
        .flatMap(Optional::stream);
  }

  private static Optional<Attempt> match(
      Pattern pattern, String words, Function<MatchResult, Attempt> attempt) {
    Matcher matcher = pattern.matcher(words);
    return matcher.matches() ? Optional.of(attempt.apply(matcher)) : Optional.empty();
  }

  private static String object(String bucket, String key) {
    return "arn:aws:s3:::" + bucket + "/" + key;
  }

  private static Attempt read(String bucket, String key) {
    return Attempt.on(
        "s3:GetObject",
        object(bucket, key),
        as -> as.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)));
  }

  private Attempt readAndPay() {
    return Attempt.on(
        "s3:GetObject",
        object(bench.bucket, Bench.OBJECT),
        as ->
            as.s3()
                .getObjectAsBytes(
                    get -> get.bucket(bench.bucket).key(Bench.OBJECT).requestPayer("requester")));
  }

  /** Who may not list the bucket is denied that; the reading itself is allowed. */
  private Attempt readAbsent() {
    return Attempt.on(
        "s3:ListBucket",
        "arn:aws:s3:::" + bench.bucket,
        as -> as.s3().getObjectAsBytes(get -> get.bucket(bench.bucket).key("absent")));
  }

  private static Attempt write(String bucket, String key) {
    return Attempt.on(
        "s3:PutObject",
        object(bucket, key),
        as ->
            as.s3()
                .putObject(
                    put -> put.bucket(bucket).key(key), RequestBody.fromBytes(Workbench.CONTENT)));
  }

  private static Attempt delete(String bucket) {
    return Attempt.on(
        "s3:DeleteObject",
        object(bucket, Bench.OBJECT),
        as -> as.s3().deleteObject(one -> one.bucket(bucket).key(Bench.OBJECT)));
  }

  private Attempt folder(String verb, String owner) {
    String key = cast.named(owner).identity().name() + "/notes";
    return verb.equals("read") ? read(bench.bucket, key) : write(bench.bucket, key);
  }

  private static Attempt list(String bucket, String prefix) {
    return Attempt.on(
        "s3:ListBucket",
        "arn:aws:s3:::" + bucket,
        as -> as.s3().listObjectsV2(list -> list.bucket(bucket).prefix(prefix)));
  }

  private Attempt readPolicy() {
    return Attempt.on(
        "s3:GetBucketPolicy",
        "arn:aws:s3:::" + bench.bucket,
        as -> as.s3().getBucketPolicy(get -> get.bucket(bench.bucket)));
  }

  private static Attempt listBuckets() {
    return new Attempt("s3:ListAllMyBuckets", "", as -> as.s3().listBuckets());
  }

  private Attempt encrypt(Map<String, String> context) {
    return Attempt.on(
        "kms:Encrypt",
        bench.key.arn(),
        as ->
            as.kms()
                .encrypt(
                    one ->
                        one.keyId(bench.key.arn())
                            .plaintext(SdkBytes.fromByteArray(Workbench.CONTENT))
                            .encryptionContext(context)));
  }

  private Attempt describe() {
    return Attempt.on(
        "kms:DescribeKey",
        bench.key.arn(),
        as -> as.kms().describeKey(one -> one.keyId(bench.key.arn())));
  }

  private static Attempt random() {
    return Attempt.on(
        "kms:GenerateRandom", "*", as -> as.kms().generateRandom(one -> one.numberOfBytes(16)));
  }

  private Attempt listUsers() {
    return Attempt.on(
        "iam:ListUsers",
        "arn:aws:iam::" + cast.owner().account() + ":user/",
        as -> as.iam().listUsers());
  }

  private Attempt readAbout(String user) {
    return Attempt.on(
        "iam:GetUser",
        cast.named(user).identity().arn(),
        as -> as.iam().getUser(one -> one.userName(cast.named(user).identity().name())));
  }

  private Attempt assume(String role) {
    String arn = cast.named(role).identity().arn();
    return Attempt.on(
        "sts:AssumeRole",
        arn,
        as -> as.sts().assumeRole(one -> one.roleArn(arn).roleSessionName("attempt")));
  }
}
