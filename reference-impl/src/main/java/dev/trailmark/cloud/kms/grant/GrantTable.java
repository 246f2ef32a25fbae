package dev.trailmark.cloud.kms.grant;

import static dev.trailmark.cloud.operation.Constraint.length;
import static dev.trailmark.cloud.operation.Constraint.pattern;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;

/** The operations on grants: one row each. */
public final class GrantTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;
  private final GrantCreation creation;
  private final GrantEnds ends;

  /** A table whose keys are found and permitted by what it is given. */
  public GrantTable(KeyAccess on, GrantCreation creation, GrantEnds ends) {
    this.on = on;
    this.creation = creation;
    this.ends = ends;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(
        createGrant(), listGrants(), listRetirableGrants(), retireGrant(), revokeGrant());
  }

  private Operation<?, ?> createGrant() {
    return Operation.of("CreateGrant", CreateGrantRequest::builder, GrantCreation::create)
        .access(creation::access)
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(principal("GranteePrincipal"))
        .constrain(principal("RetiringPrincipal"))
        .constrain(service("GranteeServicePrincipal"))
        .constrain(service("RetiringServicePrincipal"))
        .constrain(required("Operations"), KmsLimits.GRANT_OPERATIONS)
        .constrain(KmsLimits.GRANT_TOKENS)
        .constrain(KmsLimits.GRANT_NAME, KmsLimits.GRANT_NAME_CHARACTERS)
        .honours(
            KEY_ID,
            "GranteePrincipal",
            "GranteeServicePrincipal",
            "RetiringPrincipal",
            "RetiringServicePrincipal",
            "Operations",
            "Constraints",
            "GrantTokens",
            "Name",
            "DryRun")
        .trail(
            TrailRule.<CreateGrantRequest, CreateGrantResponse>write()
                .omitting("GrantTokens")
                .responding(GrantTable::recorded))
        .build();
  }

  /** The token is not recorded. */
  private static Map<String, Object> recorded(Call call, CreateGrantResponse made) {
    Map<String, Object> elements = new LinkedHashMap<>();
    elements.put("grantId", made.grantId());
    elements.put("keyId", KeyUse.of(call).key().arn());
    return elements;
  }

  private Operation<?, ?> listGrants() {
    Operation.Access<ListGrantsRequest> access =
        on.sharedById("kms:ListGrants", ListGrantsRequest::keyId);
    return Operation.of("ListGrants", ListGrantsRequest::builder, GrantLists::onKey)
        .access(KeyAccess.noting(GrantLists::checkGrantee, access))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(principal("GranteePrincipal"))
        .constrain(service("GranteeServicePrincipal"))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER, KmsLimits.GRANT_ID)
        .honours(
            KEY_ID, "Limit", "Marker", "GrantId", "GranteePrincipal", "GranteeServicePrincipal")
        .build();
  }

  private static Operation<?, ?> listRetirableGrants() {
    return Operation.of(
            "ListRetirableGrants", ListRetirableGrantsRequest::builder, GrantLists::retirable)
        .access(GrantLists::retirableAccess)
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER)
        .constrain(principal("RetiringPrincipal"))
        .constrain(service("RetiringServicePrincipal"))
        .honours("RetiringPrincipal", "RetiringServicePrincipal", "Limit", "Marker")
        .build();
  }

  private static Constraint[] principal(String member) {
    return new Constraint[] {length(member, 1, 256), pattern(member, "^[\\w+=,.@:/-]+$")};
  }

  private static Constraint[] service(String member) {
    return new Constraint[] {
      length(member, 1, 128),
      pattern(member, "^([A-Za-z0-9\\-]+)\\.([A-Za-z0-9\\-]+)(\\.[A-Za-z0-9\\-]+)+$")
    };
  }

  private Operation<?, ?> retireGrant() {
    return Operation.of("RetireGrant", RetireGrantRequest::builder, ends::retire)
        .access(ends::retireAccess)
        .constrain(KmsLimits.keyIfSent(KEY_ID), KmsLimits.GRANT_ID, KmsLimits.GRANT_TOKEN)
        .honours(KEY_ID, "GrantToken", "GrantId", "DryRun")
        .trail(
            TrailRule.<RetireGrantRequest, RetireGrantResponse>write()
                .parameters((call, request) -> null)
                .withoutResponse())
        .build();
  }

  private Operation<?, ?> revokeGrant() {
    return Operation.of("RevokeGrant", RevokeGrantRequest::builder, ends::revoke)
        .access(on.sharedById("kms:RevokeGrant", RevokeGrantRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("GrantId"), KmsLimits.GRANT_ID)
        .honours(KEY_ID, "GrantId", "DryRun")
        .trail(KmsTrail.silentChange())
        .build();
  }
}
