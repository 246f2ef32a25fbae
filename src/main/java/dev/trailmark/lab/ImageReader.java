package dev.trailmark.lab;

import static dev.trailmark.lab.AccountReader.orEmpty;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Permission;

/** Reads the present state of tasks 3 and 4 by read-only calls: the image and who may reach it. */
final class ImageReader {

  private static final String EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers";

  private final Ask ask;
  private final AwsClients clients;

  ImageReader(Ask ask, AwsClients clients) {
    this.ask = ask;
    this.clients = clients;
  }

  /** The image's headers. */
  Finding<ImageFacts> image(String bucket, String key) {
    return ask.find(
            "s3:HeadObject %s/%s".formatted(bucket, key),
            () -> clients.s3().headObject(request -> request.bucket(bucket).key(key)),
            "upload an image into the trail's bucket")
        .map(head -> facts(bucket, key, head));
  }

  private static ImageFacts facts(String bucket, String key, HeadObjectResponse head) {
    return new ImageFacts(
        bucket,
        key,
        orEmpty(head.contentType()),
        head.contentLength(),
        head.lastModified(),
        orEmpty(head.serverSideEncryptionAsString()),
        orEmpty(head.ssekmsKeyId()),
        Boolean.TRUE.equals(head.bucketKeyEnabled()));
  }

  /** What lets the public reach the image. */
  Finding<PublicAccess> publicAccess(String bucket, String key) {
    Finding<GetObjectAclResponse> acl =
        ask.find(
            "s3:GetObjectAcl %s/%s".formatted(bucket, key),
            () -> clients.s3().getObjectAcl(request -> request.bucket(bucket).key(key)),
            "make the image public using its ACL");
    try {
      return acl.map(
          answer -> new PublicAccess(blocked(bucket), ownership(bucket), everyoneReads(answer)));
    } catch (TaskRefusedException e) {
      return e.finding(4);
    }
  }

  private boolean blocked(String bucket) {
    String what = "s3:GetPublicAccessBlock of " + bucket;
    return unlessMissing(
        what,
        ask.reply(
            what,
            () -> {
              var block =
                  clients
                      .s3()
                      .getPublicAccessBlock(request -> request.bucket(bucket))
                      .publicAccessBlockConfiguration();
              return Boolean.TRUE.equals(block.blockPublicAcls())
                  || Boolean.TRUE.equals(block.ignorePublicAcls());
            }),
        "NoSuchPublicAccessBlockConfiguration",
        false);
  }

  private String ownership(String bucket) {
    String what = "s3:GetBucketOwnershipControls of " + bucket;
    return unlessMissing(
        what,
        ask.reply(
            what,
            () ->
                clients
                    .s3()
                    .getBucketOwnershipControls(request -> request.bucket(bucket))
                    .ownershipControls()
                    .rules()
                    .get(0)
                    .objectOwnershipAsString()),
        "OwnershipControlsNotFoundError",
        "ObjectWriter");
  }

  /** A configuration that was deleted has a meaning of its own; any other refusal is unexpected. */
  private static <T> T unlessMissing(String what, Reply<T> reply, String missingCode, T meaning) {
    if (reply instanceof Reply.Answered<T> answered) {
      return answered.value();
    }
    AwsError error = reply.refusal().orElseThrow();
    if (error.code().equals(missingCode)) {
      return meaning;
    }
    throw new TaskRefusedException(what, error);
  }

  private static boolean everyoneReads(GetObjectAclResponse acl) {
    return acl.grants().stream()
        .filter(grant -> grant.grantee() != null && EVERYONE.equals(grant.grantee().uri()))
        .anyMatch(
            grant ->
                grant.permission() == Permission.READ
                    || grant.permission() == Permission.FULL_CONTROL);
  }
}
