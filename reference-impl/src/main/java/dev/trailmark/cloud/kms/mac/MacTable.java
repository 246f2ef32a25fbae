package dev.trailmark.cloud.kms.mac;

import static dev.trailmark.cloud.kms.access.KeyRows.DRY_RUN;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.GrantTerms;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KeyRows;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;

/** The operations on message authentication codes (HMAC): one row each. */
public final class MacTable {
  private static final String MESSAGE = "Message";

  private static final Constraint[] AUTHENTICATED = {
    required(MESSAGE), KmsLimits.MESSAGE, required("MacAlgorithm"), KmsLimits.MAC_ALGORITHM
  };
  private static final Constraint[] VERIFIED = KeyRows.also(AUTHENTICATED, "Mac", KmsLimits.MAC);

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public MacTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(generateMac(), verifyMac());
  }

  private Operation<?, ?> generateMac() {
    return KeyRows.using(
            "GenerateMac",
            GenerateMacRequest::builder,
            Macs::generate,
            on.shared(
                "kms:GenerateMac",
                GenerateMacRequest::keyId,
                Macs::conditions,
                GrantTerms.tokens(GenerateMacRequest::grantTokens)),
            AUTHENTICATED)
        .honours(MESSAGE, "MacAlgorithm", DRY_RUN)
        .build();
  }

  private Operation<?, ?> verifyMac() {
    return KeyRows.using(
            "VerifyMac",
            VerifyMacRequest::builder,
            Macs::verify,
            on.shared(
                "kms:VerifyMac",
                VerifyMacRequest::keyId,
                Macs::conditions,
                GrantTerms.tokens(VerifyMacRequest::grantTokens)),
            VERIFIED)
        .honours(MESSAGE, "Mac", "MacAlgorithm", DRY_RUN)
        .build();
  }
}
