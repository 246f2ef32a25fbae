package dev.trailmark.cloud.kms.grant;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.RetirableRecord;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Paging;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;

/**
 * Lists of grants. Tokens are never shown.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html">ListGrants</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html">ListRetirableGrants</a>
 */
final class GrantLists {
  private static final int PAGE = 50;

  private GrantLists() {}

  static ListGrantsResponse onKey(Call call, ListGrantsRequest request) {
    String partition = KeyUse.of(call).key().record().address() + "/";
    String service = request.granteeServicePrincipal();
    String grantee =
        request.granteePrincipal() == null
            ? service
            : GrantParties.listed(call, request.granteePrincipal());
    Paging.Page<GrantRecord> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(
                call.state().range(KmsTables.GRANTS, partition),
                partition,
                grant ->
                    (request.grantId() == null || grant.id().equals(request.grantId()))
                        && (grantee == null || grant.grantee().equals(grantee))
                        && (service == null || grant.toService()));
    return ListGrantsResponse.builder()
        .grants(page.items().stream().map(grant -> entry(call, grant)).toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  /** A principal of the caller's own account; the grants may be on other accounts' keys. */
  static List<AccessCheck> retirableAccess(Call call, ListRetirableGrantsRequest request) {
    checkRetirer(call, request);
    return List.of(AccessCheck.onAny("kms:ListRetirableGrants", KmsArns.accountOf(call)));
  }

  static ListRetirableGrantsResponse retirable(Call call, ListRetirableGrantsRequest request) {
    String service = request.retiringServicePrincipal();
    String retiring =
        service == null ? GrantParties.listed(call, request.retiringPrincipal()) : service;
    String partition = KmsTables.retirableBy(call.region(), retiring);
    Paging.Page<RetirableRecord> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(call.state().range(KmsTables.RETIRABLE, partition), partition, grant -> true);
    return ListRetirableGrantsResponse.builder()
        .grants(
            page.items().stream()
                .map(found -> call.state().get(KmsTables.GRANTS, found.grant()))
                .filter(Objects::nonNull)
                .map(grant -> entry(call, grant))
                .toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  /** The filter by a service principal is the services' own. */
  static void checkGrantee(Call call, ListGrantsRequest request) {
    boolean service = request.granteeServicePrincipal() != null;
    GrantParties.one("GranteePrincipal", request.granteePrincipal() != null, service);
    forServices(call, "GranteeServicePrincipal", service);
  }

  private static void checkRetirer(Call call, ListRetirableGrantsRequest request) {
    String principal = request.retiringPrincipal();
    boolean service = request.retiringServicePrincipal() != null;
    GrantParties.one("RetiringPrincipal", principal != null, service);
    forServices(call, "RetiringServicePrincipal", service);
    if (principal == null && !service) {
      throw KmsError.VALIDATION.because(
          "You must specify either RetiringPrincipal or RetiringServicePrincipal.");
    }
    if (service) {
      return;
    }
    String[] parts = principal.split(":", 6);
    if (parts.length < 6 || !parts[4].equals(KmsArns.accountOf(call))) {
      throw KmsError.INVALID_ARN.because("Invalid arn %s", principal);
    }
  }

  private static void forServices(Call call, String member, boolean used) {
    if (used && !call.caller().principal().isService()) {
      throw KmsError.VALIDATION.because("%s can be used by AWS services only.", member);
    }
  }

  private static GrantListEntry entry(Call call, GrantRecord grant) {
    String grantee = call.directory().shownPrincipal(grant.grantee());
    String retiring =
        grant.retiring() == null ? null : call.directory().shownPrincipal(grant.retiring());
    return GrantListEntry.builder()
        .keyId(KmsArns.key(grant.account(), grant.region(), grant.keyId()))
        .grantId(grant.id())
        .name(grant.name() == null ? "" : grant.name())
        .creationDate(grant.created())
        .granteePrincipal(grant.toService() ? null : grantee)
        .granteeServicePrincipal(grant.toService() ? grantee : null)
        .retiringPrincipal(grant.retiredByService() ? null : retiring)
        .retiringServicePrincipal(grant.retiredByService() ? retiring : null)
        .issuingAccount("arn:aws:iam::" + grant.account() + ":root")
        .operationsWithStrings(grant.operations())
        .constraints(constraints(grant))
        .build();
  }

  private static GrantConstraints constraints(GrantRecord grant) {
    if (grant.equalTo() == null && grant.containing() == null && grant.sourceArn() == null) {
      return null;
    }
    return GrantConstraints.builder()
        .encryptionContextEquals(grant.equalTo())
        .encryptionContextSubset(grant.containing())
        .sourceArn(grant.sourceArn())
        .build();
  }
}
