package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.GoldenFile;
import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.S3WireLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What goes over the wire for each configuration of a bucket: what a bucket without it answers, a
 * put, what is read then, and a delete. {@link S3WireTest} says how the files are written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationsWireTest {
  private static final List<String> SUBRESOURCES = ConfigurationDocuments.ALL;
  private static final Set<String> STAYS =
      Set.of("abac", "accelerate", "logging", "notification", "requestPayment", "versioning");

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @ParameterizedTest
  @FieldSource("SUBRESOURCES")
  void aConfigurationGoesOverTheWireAsTheGoldenFileHasIt(String subresource) throws Exception {
    S3WireLog s3 = new S3WireLog(cloud);
    cloud.s3.createBucket(r -> r.bucket("bucket"));
    String target = ConfigurationDocuments.target(subresource);
    try {
      s3.call("GET", target, "");
      if (subresource.equals("replication")) {
        s3.call("PUT", target, ConfigurationDocuments.of(subresource));
        cloud.s3.putBucketVersioning(
            r -> r.bucket("bucket").versioningConfiguration(v -> v.status("Enabled")));
        cloud.versionedBucket("elsewhere");
      }
      s3.call("PUT", target, ConfigurationDocuments.of(subresource));
      s3.call("GET", target, "");
      if (!STAYS.contains(subresource)) {
        s3.call("DELETE", target, "");
        s3.call("GET", target, "");
      }
      s3.call("GET", target.replace("/bucket", "/absent-bucket"), "");
    } finally {
      cloud.s3.deleteBucket(r -> r.bucket("bucket"));
    }
    GoldenFile.check("s3/configurations/" + subresource + ".txt", s3.text());
  }
}
