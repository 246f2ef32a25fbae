package dev.trailmark.cloud.kms.grant;

import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;

/**
 * Whom a grant is for and who may retire it. Each is named by an ARN or a unique id, or as a
 * service in a member of its own; the names of services are taken in the older member too, as AWS's
 * own services write them there.
 *
 * @param grantee the grantee as it is stored
 * @param toService whether it was given as GranteeServicePrincipal
 * @param retiring who may retire the grant, likewise; {@code null} for nobody
 * @param retiredByService whether it was given as RetiringServicePrincipal
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grantee-service-principal">Grantee
 *     service principal</a>
 */
record GrantParties(String grantee, boolean toService, String retiring, boolean retiredByService) {
  private static final String ARN = "arn:";
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

  /** The parties of a request; refuses principals that do not exist. */
  static GrantParties of(Call call, CreateGrantRequest request) {
    boolean toService = request.granteeServicePrincipal() != null;
    boolean retiredByService = request.retiringServicePrincipal() != null;
    String retiring = request.retiringPrincipal();
    return new GrantParties(
        toService
            ? service("GranteeServicePrincipal", request.granteeServicePrincipal())
            : stored(call, "GranteePrincipal", request.granteePrincipal()),
        toService,
        retiredByService
            ? service("RetiringServicePrincipal", request.retiringServicePrincipal())
            : retiring == null ? null : stored(call, "RetiringPrincipal", retiring),
        retiredByService);
  }

  /**
   * Refuses a request that names a party twice or not at all, and a service without what binds it.
   * The words are ours.
   */
  static void check(CreateGrantRequest request) {
    boolean toService = request.granteeServicePrincipal() != null;
    one("GranteePrincipal", request.granteePrincipal() != null, toService);
    if (request.granteePrincipal() == null && !toService) {
      throw KmsError.VALIDATION.because(
          "You must specify either GranteePrincipal or GranteeServicePrincipal.");
    }
    boolean retiredByService = request.retiringServicePrincipal() != null;
    one("RetiringPrincipal", request.retiringPrincipal() != null, retiredByService);
    if (!toService) {
      return;
    }
    if (request.retiringPrincipal() == null && !retiredByService) {
      throw KmsError.VALIDATION.because(
          "You must specify either RetiringPrincipal or RetiringServicePrincipal with a"
              + " GranteeServicePrincipal.");
    }
    if (request.constraints() == null || request.constraints().sourceArn() == null) {
      throw KmsError.VALIDATION.because(
          "You must specify a SourceArn constraint with a GranteeServicePrincipal.");
    }
  }

  /** Refuses a principal and a service principal in one request. */
  static void one(String member, boolean principal, boolean service) {
    if (principal && service) {
      throw KmsError.VALIDATION.because(
          "You can specify either %s or %s, but not both.",
          member, member.replace("Principal", "ServicePrincipal"));
    }
  }

  /** A principal that a list is asked for, as it is stored; refuses one that does not exist. */
  static String listed(Call call, String principal) {
    if (isService(principal) || call.directory().exists(principal)) {
      return call.directory().boundPrincipal(principal);
    }
    throw principal.startsWith(ARN)
        ? noPrincipal(principal)
        : KmsError.INVALID_ARN.because("Input does not refer to a valid principal");
  }

  private static String stored(Call call, String member, String principal) {
    if (isService(principal) || call.directory().exists(principal)) {
      return call.directory().boundPrincipal(principal);
    }
    throw principal.startsWith(ARN)
        ? noPrincipal(principal)
        : KmsError.INVALID_ARN.because("%s does not refer to a valid principal.", member);
  }

  private static String service(String member, String name) {
    if (isService(name)) {
      return name;
    }
    throw KmsError.INVALID_ARN.because("%s does not refer to a valid principal.", member);
  }

  private static ServiceException noPrincipal(String arn) {
    return KmsError.INVALID_ARN.because("ARN does not refer to a valid principal: %s", arn);
  }

  private static boolean isService(String principal) {
    return SERVICE.matcher(principal).matches();
  }
}
