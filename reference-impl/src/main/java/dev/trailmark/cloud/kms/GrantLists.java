package dev.trailmark.cloud.kms;

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
    String grantee =
        request.granteePrincipal() == null
            ? null
            : call.directory().boundPrincipal(request.granteePrincipal());
    Paging.Page<GrantRecord> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(
                call.state().range(KmsTables.GRANTS, partition),
                partition,
                grant ->
                    (request.grantId() == null || grant.id().equals(request.grantId()))
                        && (grantee == null || grant.grantee().equals(grantee)));
    return ListGrantsResponse.builder()
        .grants(page.items().stream().map(grant -> entry(call, grant)).toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  /** A principal of the caller's own account; the grants may be on other accounts' keys. */
  static List<AccessCheck> retirableAccess(Call call, ListRetirableGrantsRequest request) {
    String principal = request.retiringPrincipal();
    if (principal == null || !principal.startsWith("arn:")) {
      throw KmsError.INVALID_ARN.because("Invalid arn %s", principal);
    }
    return List.of(AccessCheck.onAny("kms:ListRetirableGrants", KmsArns.accountOf(call)));
  }

  static ListRetirableGrantsResponse retirable(Call call, ListRetirableGrantsRequest request) {
    String principal = request.retiringPrincipal();
    String[] parts = principal.split(":", 6);
    if (parts.length < 6 || !parts[4].equals(KmsArns.accountOf(call))) {
      throw KmsError.INVALID_ARN.because("Invalid arn %s", principal);
    }
    String partition =
        KmsTables.retirableBy(call.region(), call.directory().boundPrincipal(principal));
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

  private static GrantListEntry entry(Call call, GrantRecord grant) {
    return GrantListEntry.builder()
        .keyId(KmsArns.key(grant.account(), grant.region(), grant.keyId()))
        .grantId(grant.id())
        .name(grant.name() == null ? "" : grant.name())
        .creationDate(grant.created())
        .granteePrincipal(call.directory().shownPrincipal(grant.grantee()))
        .retiringPrincipal(
            grant.retiring() == null ? null : call.directory().shownPrincipal(grant.retiring()))
        .issuingAccount("arn:aws:iam::" + grant.account() + ":root")
        .operationsWithStrings(grant.operations())
        .constraints(constraints(grant))
        .build();
  }

  private static GrantConstraints constraints(GrantRecord grant) {
    if (grant.equalTo() == null && grant.containing() == null) {
      return null;
    }
    return GrantConstraints.builder()
        .encryptionContextEquals(grant.equalTo())
        .encryptionContextSubset(grant.containing())
        .build();
  }
}
