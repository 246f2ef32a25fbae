package dev.trailmark.cloud.operation;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * How one service calls another: through the pipeline from <em>authorize</em> on, so that policies
 * decide and the trail records. Implemented by {@code gateway}. Never call it while holding a
 * staged change.
 */
public interface ServiceCalls {

  /**
   * A call with the original caller's identity, as S3 makes to KMS.
   *
   * @param caller the call being served
   * @param service the service to call, such as {@code kms}
   * @param operation such as {@code Decrypt}
   * @param context condition keys that the call adds, such as {@code kms:viaservice}
   * @throws ServiceException what the other service answered
   */
  <O extends SdkPojo> O onBehalfOf(
      Call caller,
      String service,
      String operation,
      SdkPojo input,
      Map<String, List<String>> context);

  /**
   * Asks for a permission that the original caller must have at another service, where no call of
   * its own follows from it. Nothing is recorded.
   *
   * @param caller the call being served
   * @param action such as {@code kms:Encrypt}
   * @param resource the resource's ARN
   * @param context condition keys that a call would add
   * @throws ServiceException the other service's refusal
   */
  void require(
      Call caller,
      String service,
      String action,
      String resource,
      Map<String, List<String>> context);

  /**
   * A call that a service makes by itself, as CloudTrail does to deliver a log.
   *
   * @param actor who calls, for whom, and about what
   * @param body the streaming body; {@code null} when the operation has none
   * @throws ServiceException what the other service answered
   */
  <O extends SdkPojo> O asService(
      Actor actor, String service, String operation, SdkPojo input, byte[] body);

  /**
   * A call that a service makes with temporary credentials, such as those of a role that it has
   * assumed. It does not run through the pipeline: the service asks for each permission by {@link
   * Call#decide}, and nothing is recorded but what it asks of other services.
   *
   * @param accessKeyId the credentials' access key
   * @param region where the call is made
   * @throws ServiceException InvalidAccessKeyId, when there are no such credentials, or not any
   *     more
   */
  Call withCredentials(String accessKeyId, String region);

  /**
   * A service acting by itself.
   *
   * @param dnsName such as {@code cloudtrail.amazonaws.com}
   * @param accountId {@code aws:SourceAccount}
   * @param region where the call is made
   * @param sourceArn {@code aws:SourceArn}, such as a trail's ARN
   */
  record Actor(String dnsName, String accountId, String region, String sourceArn) {

    /** The same, calling in another region. */
    public Actor in(String elsewhere) {
      return new Actor(dnsName, accountId, elsewhere, sourceArn);
    }
  }
}
