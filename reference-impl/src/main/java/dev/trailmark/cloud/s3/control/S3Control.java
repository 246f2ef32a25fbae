package dev.trailmark.cloud.s3.control;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/**
 * S3 Control, an API of its own that shares S3's port, signing name, permissions and event source.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html"
 *     >Actions of AWS S3 Control</a>
 */
public final class S3Control implements S3Family {
  private static final Pattern ON_OUTPOSTS =
      Pattern.compile(
          "(Create|Delete|Get|Put)Bucket"
              + "(|LifecycleConfiguration|Policy|Replication|Tagging|Versioning)");

  private final DocumentCodec codec;

  /** The family, which shows documents in records by that codec. */
  public S3Control(DocumentCodec codec) {
    this.codec = codec;
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    List<Operation<?, ?>> rows = new ArrayList<>(AccountPublicAccess.rows());
    rows.addAll(new ResourceTags(access, codec).rows());
    return rows;
  }

  /** Operations that are called as S3's own are have the names that tell them apart. */
  @Override
  public Collection<String> modelled() {
    return SdkModel.operationsOf(S3ControlClient.class).stream().map(S3Control::named).toList();
  }

  private static String named(String operation) {
    return operation.endsWith("PublicAccessBlock")
        ? operation.replace("PublicAccessBlock", "AccountPublicAccessBlock")
        : ON_OUTPOSTS.matcher(operation).replaceFirst("$1OutpostsBucket$2");
  }
}
