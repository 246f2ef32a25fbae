package dev.trailmark.lab;

import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** Task 4: open the image signed and unsigned, make it public, and try unsigned again. */
final class AccessTask {

  /** What the reads gave, in order, and what was refused between them. */
  record Reads(
      ReadOutcome signed,
      ReadOutcome whilePrivate,
      ReadOutcome oncePublic,
      Map<String, String> refused) {}

  private static final int FORBIDDEN = 403;

  private final Ask ask;
  private final SignIn.Session student;
  private final Target target;
  private final Map<String, String> refused = new TreeMap<>();

  AccessTask(Ask ask, SignIn.Session student, Target target) {
    this.ask = ask;
    this.student = student;
    this.target = target;
  }

  Reads perform(ImageTask.Image image) {
    ReadOutcome signed = readSigned(image);
    ReadOutcome whilePrivate = readUnsigned(image);
    makePublic(image);
    ReadOutcome oncePublic =
        ask.eventually(() -> readUnsigned(image), read -> read.status() != FORBIDDEN);
    return new Reads(signed, whilePrivate, oncePublic, Map.copyOf(refused));
  }

  /** Reads the image as the student; other bytes than the image's are no success. */
  ReadOutcome readSigned(ImageTask.Image image) {
    Reply<byte[]> reply =
        ask.reply(
            "s3:GetObject %s/%s".formatted(image.bucket(), image.key()),
            () ->
                student
                    .clients()
                    .s3()
                    .getObjectAsBytes(get -> get.bucket(image.bucket()).key(image.key()))
                    .asByteArray());
    if (reply instanceof Reply.Answered<byte[]> answered) {
      return Arrays.equals(answered.value(), LabFiles.image())
          ? ReadOutcome.OPENED
          : new ReadOutcome(500, "", "other bytes than were uploaded");
    }
    AwsError error = reply.refusal().orElseThrow();
    return new ReadOutcome(error.status(), error.code(), error.message());
  }

  private ReadOutcome readUnsigned(ImageTask.Image image) {
    Reply<ReadOutcome> reply =
        ask.judged(
                "an unsigned GET of the image",
                target.http().getUnsigned(image.bucket(), image.key()))
            .map(
                answer ->
                    new ReadOutcome(
                        answer.status(),
                        answer.status() < 300 ? "" : answer.code(),
                        answer.status() < 300 ? "" : answer.message()));
    return ((Reply.Answered<ReadOutcome>) reply).value();
  }

  private void makePublic(ImageTask.Image image) {
    S3Client s3 = student.clients().s3();
    attempt(
        "s3:PutPublicAccessBlock",
        () ->
            s3.putPublicAccessBlock(
                request ->
                    request
                        .bucket(image.bucket())
                        .publicAccessBlockConfiguration(
                            off ->
                                off.blockPublicAcls(false)
                                    .ignorePublicAcls(false)
                                    .blockPublicPolicy(false)
                                    .restrictPublicBuckets(false))));
    attempt(
        "s3:PutBucketOwnershipControls",
        () ->
            s3.putBucketOwnershipControls(
                request ->
                    request
                        .bucket(image.bucket())
                        .ownershipControls(
                            controls ->
                                controls.rules(
                                    rule ->
                                        rule.objectOwnership(
                                            ObjectOwnership.BUCKET_OWNER_PREFERRED)))));
    attempt(
        "s3:PutObjectAcl",
        () ->
            s3.putObjectAcl(
                request ->
                    request
                        .bucket(image.bucket())
                        .key(image.key())
                        .acl(ObjectCannedACL.PUBLIC_READ)));
  }

  /** The two settings before the ACL may take a while; a lasting refusal spoils one check. */
  private <T> void attempt(String what, Supplier<T> call) {
    Reply<T> reply = ask.eventually(() -> ask.reply(what, call), each -> each.refusal().isEmpty());
    reply.refusal().ifPresent(error -> refused.put(what, error.toString()));
  }
}
