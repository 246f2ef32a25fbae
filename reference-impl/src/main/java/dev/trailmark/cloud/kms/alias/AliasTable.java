package dev.trailmark.cloud.kms.alias;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

/** The operations on aliases: one row each. */
public final class AliasTable {
  private static final String ALIAS_NAME = "AliasName";
  private static final String TARGET = "TargetKeyId";

  private final Aliases aliases;

  /** A table of what {@code aliases} does. */
  public AliasTable(Aliases aliases) {
    this.aliases = aliases;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(createAlias(), updateAlias(), deleteAlias(), listAliases());
  }

  private Operation<?, ?> createAlias() {
    return Operation.of("CreateAlias", CreateAliasRequest::builder, aliases::create)
        .access(aliases::createAccess)
        .constrain(required(ALIAS_NAME), KmsLimits.ALIAS_NAME, KmsLimits.ALIAS_LENGTH)
        .constrain(KmsLimits.key(TARGET))
        .honours(ALIAS_NAME, TARGET)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> updateAlias() {
    return Operation.of("UpdateAlias", UpdateAliasRequest::builder, aliases::update)
        .access(aliases::updateAccess)
        .constrain(required(ALIAS_NAME), KmsLimits.ALIAS_NAME, KmsLimits.ALIAS_LENGTH)
        .constrain(KmsLimits.key(TARGET))
        .honours(ALIAS_NAME, TARGET)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> deleteAlias() {
    return Operation.of("DeleteAlias", DeleteAliasRequest::builder, aliases::delete)
        .access(aliases::deleteAccess)
        .constrain(required(ALIAS_NAME), KmsLimits.ALIAS_NAME, KmsLimits.ALIAS_LENGTH)
        .honours(ALIAS_NAME)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> listAliases() {
    return Operation.of("ListAliases", ListAliasesRequest::builder, aliases::list)
        .access(KeyAccess.any("kms:ListAliases"))
        .constrain(KmsLimits.keyIfSent("KeyId"), KmsLimits.PAGE, KmsLimits.MARKER)
        .honours("KeyId", "Limit", "Marker")
        .build();
  }
}
