package dev.trailmark.cloud.kms.grant;

import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.GrantTokens;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Subject;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/**
 * The ends of grants: retired by who was given that right, or revoked from the key's side.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html">Retiring
 *     and revoking grants</a>
 */
public final class GrantEnds {
  private static final String RETIRE = "kms:RetireGrant";

  private final KeyLookup lookup;

  /** One that finds keys with {@code lookup}. */
  public GrantEnds(KeyLookup lookup) {
    this.lookup = lookup;
  }

  /** The grant that a call retires, found before it was allowed to. */
  private record Retirement(KeyUse use, GrantRecord grant) implements Subject {

    @Override
    public boolean onlyCiphertextNames(String action) {
      return false;
    }
  }

  /** kms:RetireGrant on the grant's key, which the grant itself may give. */
  List<AccessCheck> retireAccess(Call call, RetireGrantRequest request) {
    GrantRecord grant = toRetire(call, request);
    KeyUse use =
        lookup.withoutAlias(
            call, KmsArns.key(grant.account(), grant.region(), grant.keyId()), RETIRE);
    KeyAccess.note(call, use.key());
    call.trail().additional("grantId", grant.id());
    call.subject(new Retirement(use, grant));
    return List.of(
        KeyAccess.checkWith(
            call,
            RETIRE,
            use,
            keys -> GrantRequests.conditions(grant, keys),
            other -> other.id().equals(grant.id())));
  }

  RetireGrantResponse retire(Call call, RetireGrantRequest request) {
    GrantRecord grant = call.subject(Retirement.class).grant();
    DryRuns.end(request.dryRun());
    remove(call, grant);
    return RetireGrantResponse.builder().build();
  }

  RevokeGrantResponse revoke(Call call, RevokeGrantRequest request) {
    KeyView key = KeyUse.of(call).key();
    GrantRecord grant =
        call.state().get(KmsTables.GRANTS, key.record().address() + "/" + request.grantId());
    if (grant == null) {
      throw unknown(request.grantId());
    }
    DryRuns.end(request.dryRun());
    remove(call, grant);
    return RevokeGrantResponse.builder().build();
  }

  /** A request names a grant by its token, or by its id and the key's ARN. */
  static void checkNaming(RetireGrantRequest request) {
    boolean byToken = request.grantToken() != null;
    boolean byId = request.keyId() != null && request.grantId() != null;
    boolean halfById = request.keyId() != null || request.grantId() != null;
    if (byToken ? halfById : !byId) {
      throw KmsError.VALIDATION.because("Specify either a GrantToken, or a KeyId and a GrantId.");
    }
  }

  private GrantRecord toRetire(Call call, RetireGrantRequest request) {
    checkNaming(request);
    if (request.grantToken() != null) {
      GrantRecord grant = GrantTokens.grant(call.state(), request.grantToken());
      if (!grant.region().equals(call.region())) {
        throw KmsError.INVALID_GRANT_TOKEN.fail();
      }
      return grant;
    }
    KeyUse use = lookup.withoutAlias(call, request.keyId(), RETIRE);
    GrantRecord grant =
        call.state().get(KmsTables.GRANTS, use.key().record().address() + "/" + request.grantId());
    if (grant == null) {
      throw unknown(request.grantId());
    }
    return grant;
  }

  private static void remove(Call call, GrantRecord grant) {
    KmsTables.update(
        call,
        grant.account(),
        transaction -> {
          GrantRecord newest = transaction.get(KmsTables.GRANTS, grant.address());
          if (newest == null) {
            throw unknown(grant.id());
          }
          KmsTables.removeGrant(transaction, newest);
          return newest;
        });
  }

  private static ServiceException unknown(String id) {
    return KmsError.NOT_FOUND.because("Grant ID %s not found", id);
  }
}
