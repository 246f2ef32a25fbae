package dev.trailmark.cloud.iam.simulation;

import static dev.trailmark.cloud.operation.Constraint.length;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/** IAM's operations of the policy simulator. */
public final class SimulationTable {
  private static final Simulations SIMULATIONS = new Simulations();

  /** In the order in which AWS lists them. */
  private static final List<ContextKeyTypeEnum> TYPES =
      List.of(
          ContextKeyTypeEnum.BINARY,
          ContextKeyTypeEnum.IP_LIST,
          ContextKeyTypeEnum.BOOLEAN_LIST,
          ContextKeyTypeEnum.IP,
          ContextKeyTypeEnum.BOOLEAN,
          ContextKeyTypeEnum.NUMERIC_LIST,
          ContextKeyTypeEnum.DATE_LIST,
          ContextKeyTypeEnum.NUMERIC,
          ContextKeyTypeEnum.DATE,
          ContextKeyTypeEnum.STRING_LIST,
          ContextKeyTypeEnum.STRING,
          ContextKeyTypeEnum.BINARY_LIST);

  private static final String[] SIMULATED = {
    "PolicyInputList",
    "PermissionsBoundaryPolicyInputList",
    "ActionNames",
    "ResourceArns",
    "ResourcePolicy",
    "ResourceOwner",
    "CallerArn",
    "ContextEntries",
    "ResourceHandlingOption",
    "MaxItems",
    "Marker"
  };

  private SimulationTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return List.of(simulateCustom(), simulatePrincipal(), customKeys(), principalKeys());
  }

  private static Operation<?, ?> simulateCustom() {
    return Operation.of(
            "SimulateCustomPolicy", SimulateCustomPolicyRequest::builder, SIMULATIONS::custom)
        .access(IamAccess.onAccount("SimulateCustomPolicy"))
        .constrain(simulated())
        .constrain(IamLimits.paging())
        .honours("OrderedOrganizationPolicyInputList")
        .honours(SIMULATED)
        .trail(TrailRule.read())
        .onWorker()
        .build();
  }

  private static Operation<?, ?> simulatePrincipal() {
    return Operation.of(
            "SimulatePrincipalPolicy",
            SimulatePrincipalPolicyRequest::builder,
            SIMULATIONS::principal)
        .access(
            IamAccess.onArn(
                "SimulatePrincipalPolicy", SimulatePrincipalPolicyRequest::policySourceArn))
        .constrain(source())
        .constrain(simulated())
        .constrain(IamLimits.paging())
        .honours("PolicySourceArn")
        .honours(SIMULATED)
        .trail(TrailRule.read())
        .onWorker()
        .build();
  }

  private static Operation<?, ?> customKeys() {
    return Operation.of(
            "GetContextKeysForCustomPolicy",
            GetContextKeysForCustomPolicyRequest::builder,
            SIMULATIONS::customKeys)
        .access(IamAccess.onAccount("GetContextKeysForCustomPolicy"))
        .constrain(required("PolicyInputList"))
        .honours("PolicyInputList")
        .trail(TrailRule.read())
        .onWorker()
        .build();
  }

  private static Operation<?, ?> principalKeys() {
    return Operation.of(
            "GetContextKeysForPrincipalPolicy",
            GetContextKeysForPrincipalPolicyRequest::builder,
            SIMULATIONS::principalKeys)
        .access(
            IamAccess.onArn(
                "GetContextKeysForPrincipalPolicy",
                GetContextKeysForPrincipalPolicyRequest::policySourceArn))
        .constrain(source())
        .honours("PolicySourceArn", "PolicyInputList")
        .trail(TrailRule.read())
        .onWorker()
        .build();
  }

  private static Constraint[] source() {
    return new Constraint[] {required("PolicySourceArn"), length("PolicySourceArn", 20, 2048)};
  }

  /** An empty list of policies is taken, as on AWS, against the model's word. */
  private static Constraint[] simulated() {
    return new Constraint[] {
      required("ActionNames"),
      length("ResourcePolicy", 1, 131_072),
      length("ResourceOwner", 1, 2048),
      length("CallerArn", 1, 2048),
      length("ResourceHandlingOption", 1, 64),
      (input, violations) -> checkTypes(input.get("ContextEntries"), violations)
    };
  }

  private static void checkTypes(Object entries, Collection<String> violations) {
    List<?> list = entries instanceof List<?> sent ? sent : List.of();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ContextEntry entry
          && entry.contextKeyType() == ContextKeyTypeEnum.UNKNOWN_TO_SDK_VERSION) {
        violations.add(
            "Value at 'contextEntries."
                + (i + 1)
                + ".member.contextKeyType' failed to satisfy constraint: Member must satisfy enum"
                + " value set: "
                + TYPES);
      }
    }
  }
}
