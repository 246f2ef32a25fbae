package dev.trailmark.lab;

import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationResponse;

/**
 * The workbench's corner for replication: a bucket in another region, and the role by which S3
 * replicates another bucket into it.
 */
public final class ReplicationBench {

  /** AWS replicates most objects within 15 minutes, small ones within seconds. */
  private static final Duration ON_AWS = Duration.ofMinutes(15);

  private static final Duration ELSEWHERE = Duration.ofSeconds(60);

  private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED");

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  private final Target target;
  private final Cleanup cleanup;
  private final Workbench workbench;
  private int probes;

  ReplicationBench(Target target, Cleanup cleanup, Workbench workbench) {
    this.target = target;
    this.cleanup = cleanup;
    this.workbench = workbench;
  }

  /** S3 in the other region. */
  public S3Client s3() {
    return workbench.caller().s3(workbench.elsewhere());
  }

  /** A new bucket in the other region, which keeps versions. */
  public String bucket() {
    String bucket = workbench.name("replica");
    Region region = workbench.elsewhere();
    workbench.must(
        "s3:CreateBucket",
        () ->
            s3().createBucket(
                    request -> {
                      request.bucket(bucket);
                      if (!region.equals(Region.US_EAST_1)) {
                        request.createBucketConfiguration(c -> c.locationConstraint(region.id()));
                      }
                    }));
    cleanup.made(
        "bucket " + bucket,
        "emptied of all versions and deleted",
        () -> new EmptiedBucket(s3(), bucket, false).delete());
    workbench.must(
        "s3:PutBucketVersioning",
        () ->
            s3().putBucketVersioning(
                    request ->
                        request.bucket(bucket).versioningConfiguration(v -> v.status("Enabled"))));
    return bucket;
  }

  /**
   * Has a bucket replicated. Where the role may write, this returns once S3 has seen so, which
   * takes IAM a while; what is written before is not replicated.
   *
   * @param writes what the role may do in the destination, such as {@code s3:ReplicateObject}
   * @param markers whether delete markers are replicated
   */
  public void replicate(String source, String destination, Set<String> writes, boolean markers) {
    IamBench iam = workbench.iam();
    Identity role = iam.role(TRUST);
    iam.inline(IamKind.ROLE, role, policy(source, destination, writes));
    Supplier<Reply<PutBucketReplicationResponse>> put =
        () ->
            workbench.ask("s3:PutBucketReplication", () -> put(source, destination, role, markers));
    Expect.answered(
        "s3:PutBucketReplication", workbench.settled(put, Reply.Answered.class::isInstance));
    if (writes.contains("s3:ReplicateObject")) {
      new Ask(target, false)
          .eventually(() -> probe(source), end -> !end.equals("FAILED"), target.patience());
    }
  }

  /** How the replication of one more small object ends. */
  private String probe(String source) {
    String key = "probe-" + ++probes;
    workbench.must(
        "s3:PutObject",
        () ->
            workbench
                .caller()
                .s3()
                .putObject(r -> r.bucket(source).key(key), RequestBody.fromString(key)));
    return end(source, key);
  }

  private PutBucketReplicationResponse put(
      String source, String destination, Identity role, boolean markers) {
    return workbench
        .caller()
        .s3()
        .putBucketReplication(
            request ->
                request
                    .bucket(source)
                    .replicationConfiguration(
                        c ->
                            c.role(role.arn())
                                .rules(
                                    rule ->
                                        rule.status("Enabled")
                                            .priority(1)
                                            .filter(f -> f.prefix(""))
                                            .deleteMarkerReplication(
                                                d -> d.status(markers ? "Enabled" : "Disabled"))
                                            .destination(
                                                d -> d.bucket("arn:aws:s3:::" + destination)))));
  }

  private static String policy(String source, String destination, Set<String> writes) {
    return """
    {"Version":"2012-10-17","Statement":[
     {"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],
      "Resource":"arn:aws:s3:::%1$s"},
     {"Effect":"Allow","Action":["s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl","s3:GetObjectVersionTagging"],
      "Resource":"arn:aws:s3:::%1$s/*"},
     {"Effect":"Allow","Action":["%3$s"],"Resource":"arn:aws:s3:::%2$s/*"}]}
    """
        .formatted(source, destination, String.join("\",\"", writes));
  }

  /** How the replication of an object ends; what it was last when patience is over. */
  public String end(String source, String key) {
    Supplier<HeadObjectResponse> question =
        () ->
            workbench.must(
                "s3:HeadObject",
                () -> workbench.caller().s3().headObject(r -> r.bucket(source).key(key)));
    return String.valueOf(
        new Ask(target, false)
            .eventually(
                question,
                head -> ENDS.contains(String.valueOf(head.replicationStatusAsString())),
                patience())
            .replicationStatusAsString());
  }

  /** The number of delete markers in the destination, once there are some. */
  public int markers(String destination) {
    Supplier<Integer> question =
        () ->
            workbench
                .must(
                    "s3:ListObjectVersions",
                    () -> s3().listObjectVersions(request -> request.bucket(destination)))
                .deleteMarkers()
                .size();
    return new Ask(target, false).eventually(question, count -> count > 0, patience());
  }

  private Duration patience() {
    return target.real() ? ON_AWS : ELSEWHERE;
  }
}
