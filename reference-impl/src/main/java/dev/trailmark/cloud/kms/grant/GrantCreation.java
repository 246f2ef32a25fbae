package dev.trailmark.cloud.kms.grant;

import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.GrantTokens;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/**
 * CreateGrant. A grant works as soon as the call is answered, where AWS may take minutes without
 * the token.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html">CreateGrant</a>
 */
public final class GrantCreation {
  private static final String ACTION = "kms:CreateGrant";
  private static final int ID_DIGITS = 64;
  private static final int NONCE_DIGITS = 32;
  private static final int SEAL_LENGTH = 32;
  private static final int MOST_PER_KEY = 50_000;

  private final KeyLookup lookup;

  /** One that finds keys with {@code lookup}. */
  public GrantCreation(KeyLookup lookup) {
    this.lookup = lookup;
  }

  /** kms:CreateGrant on the key; by a grant only if that carries as far as the new one. */
  List<AccessCheck> access(Call call, CreateGrantRequest request) {
    GrantParties.check(request);
    GrantTokens.check(call.state(), request.grantTokens());
    KeyUse use = KeyAccess.subject(call, lookup.withoutAlias(call, request.keyId(), ACTION));
    return List.of(
        KeyAccess.checkWith(
            call,
            ACTION,
            use,
            keys -> GrantRequests.conditions(call, request, keys),
            parent -> GrantRequests.covers(parent, request)));
  }

  static CreateGrantResponse create(Call call, CreateGrantRequest request) {
    KeyView key = KeyUse.of(call).key();
    KeyStates.grantable(key.record());
    GrantRequests.check(request, key);
    GrantRecord wanted = wanted(call, request, key.record());
    DryRuns.end(request.dryRun());
    GrantRecord grant =
        KmsTables.update(
            call,
            key.account(),
            transaction -> {
              KeyStates.usable(KmsTables.newest(transaction, key.record().address(), key.arn()));
              return put(transaction, wanted);
            });
    return CreateGrantResponse.builder()
        .grantId(grant.id())
        .grantToken(GrantTokens.make(grant, call.ids().hex(NONCE_DIGITS)))
        .build();
  }

  /** Puts the grant, unless one of that name grants the same already. */
  private static GrantRecord put(Transaction transaction, GrantRecord wanted) {
    Map<String, GrantRecord> known = transaction.range(KmsTables.GRANTS, wanted.keyAddress() + "/");
    if (wanted.name() != null) {
      for (GrantRecord other : known.values()) {
        if (other.sameAs(wanted)) {
          return other;
        }
      }
    }
    if (known.size() >= MOST_PER_KEY) {
      throw KmsError.LIMIT_EXCEEDED.because("A KMS key can have at most %d grants.", MOST_PER_KEY);
    }
    KmsTables.putGrant(transaction, wanted);
    return wanted;
  }

  private static GrantRecord wanted(Call call, CreateGrantRequest request, KeyRecord key) {
    GrantConstraints constraints = request.constraints();
    GrantParties parties = GrantParties.of(call, request);
    return new GrantRecord(
        key.account(),
        key.region(),
        key.id(),
        call.ids().hex(ID_DIGITS),
        request.name(),
        call.time().truncatedTo(ChronoUnit.MILLIS),
        parties.grantee(),
        parties.retiring(),
        List.copyOf(request.operationsAsStrings()),
        constraints != null && constraints.hasEncryptionContextEquals()
            ? constraints.encryptionContextEquals()
            : null,
        constraints != null && constraints.hasEncryptionContextSubset()
            ? constraints.encryptionContextSubset()
            : null,
        constraints == null ? null : constraints.sourceArn(),
        parties.toService(),
        parties.retiredByService(),
        call.ids().secretBytes(SEAL_LENGTH));
  }
}
