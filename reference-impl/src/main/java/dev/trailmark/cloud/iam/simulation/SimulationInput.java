package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.iam.model.IdentityArn;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.OrderedOrganizationPolicyType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/** What SimulateCustomPolicy and SimulatePrincipalPolicy have in common, checked. */
record SimulationInput(
    List<String> policies,
    List<String> boundaries,
    List<OrderedOrganizationPolicyType> controls,
    List<String> actions,
    List<String> resources,
    String resourcePolicy,
    String resourceOwner,
    String callerArn,
    List<ContextEntry> context,
    String handling,
    Integer maxItems,
    String marker) {

  private static final String ANY = "*";
  private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:[^:]*:.+");
  private static final Pattern OWNER = Pattern.compile("arn:aws:iam::(\\d{12}):.+");
  private static final Map<String, Set<String>> HANDLING =
      Map.of(
          "ec2:runinstances",
          Set.of(
              "EC2-Classic-InstanceStore",
              "EC2-Classic-EBS",
              "EC2-VPC-InstanceStore",
              "EC2-VPC-InstanceStore-Subnet",
              "EC2-VPC-EBS",
              "EC2-VPC-EBS-Subnet"));

  static SimulationInput of(SimulateCustomPolicyRequest request) {
    return new SimulationInput(
        request.policyInputList(),
        request.permissionsBoundaryPolicyInputList(),
        request.orderedOrganizationPolicyInputList(),
        request.actionNames(),
        orAny(request.resourceArns()),
        request.resourcePolicy(),
        request.resourceOwner(),
        request.callerArn(),
        request.contextEntries(),
        request.resourceHandlingOption(),
        request.maxItems(),
        request.marker());
  }

  static SimulationInput of(SimulatePrincipalPolicyRequest request) {
    return new SimulationInput(
        request.policyInputList(),
        request.permissionsBoundaryPolicyInputList(),
        List.of(),
        request.actionNames(),
        orAny(request.resourceArns()),
        request.resourcePolicy(),
        request.resourceOwner(),
        request.callerArn() == null ? request.policySourceArn() : request.callerArn(),
        request.contextEntries(),
        request.resourceHandlingOption(),
        request.maxItems(),
        request.marker());
  }

  private static List<String> orAny(List<String> resources) {
    return resources.isEmpty() ? List.of(ANY) : resources;
  }

  /** Whether the request names resources; else the simulation is about {@code *}. */
  boolean namesResources() {
    return !resources.equals(List.of(ANY));
  }

  /**
   * Puts the simulation together.
   *
   * @param attached the policies that the principal has; empty for a custom simulation
   * @param ownBoundary the boundary that the principal has; the request's replaces it
   * @param account the account that asks
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidInput
   */
  Simulation simulation(
      List<SimulatedPolicy> attached, SimulatedPolicy ownBoundary, String account) {
    checkActionsAndResources();
    IdentityArn caller = caller();
    SimulationContext keys = SimulationContext.of(context, caller, account);
    List<SimulatedPolicy> identity = new ArrayList<>(attached);
    identity.addAll(SimulatedPolicy.sent(policies));
    return new Simulation(
        List.copyOf(identity),
        boundary(ownBoundary),
        ofResource(),
        serviceControls(),
        caller,
        caller == null ? account : caller.account(),
        owner(),
        keys);
  }

  private void checkActionsAndResources() {
    for (String action : actions) {
      if (action.indexOf(':') < 0) {
        throw IamError.INVALID_INPUT.because("The action is invalid since it is missing names");
      }
    }
    if (!namesResources()) {
      return;
    }
    for (String resource : resources) {
      requireArn(resource);
    }
    for (String action : handling == null ? List.<String>of() : actions) {
      if (!HANDLING.getOrDefault(action.toLowerCase(Locale.ROOT), Set.of()).contains(handling)) {
        throw IamError.INVALID_INPUT.because(
            "Invalid input resource handling options. Action does not support resource handling"
                + " options: %s.",
            action);
      }
    }
  }

  private static void requireArn(String resource) {
    if (!ARN.matcher(resource).matches()) {
      throw IamError.INVALID_INPUT.because(
          "ResourceNames are not in a valid ARN format: %s.", resource);
    }
  }

  private IdentityArn caller() {
    if (callerArn == null) {
      return null;
    }
    IdentityArn caller = IdentityArn.parse(callerArn);
    if (caller == null) {
      throw IamError.INVALID_INPUT.because(
          "Invalid caller - Caller must be an IAM user, role or group in this context.");
    }
    return caller;
  }

  private String owner() {
    if (resourceOwner == null) {
      return null;
    }
    Matcher matcher = OWNER.matcher(resourceOwner);
    if (!matcher.matches()) {
      throw IamError.INVALID_INPUT.because(
          "'%s' is not a valid as a Resource Owner.", resourceOwner);
    }
    return matcher.group(1);
  }

  private SimulatedPolicy boundary(SimulatedPolicy own) {
    if (boundaries.isEmpty()) {
      return own;
    }
    if (boundaries.size() > 1) {
      throw IamError.INVALID_INPUT.because(
          "The list of Permissions Boundary policies cannot exceed 1 items.");
    }
    return SimulatedPolicy.sent(
        "PermissionsBoundaryPolicyInputList.1",
        SimulatedPolicy.BOUNDARY,
        "Permissions boundary policy input list item 1",
        boundaries.get(0),
        PolicyKind.IDENTITY);
  }

  /** The policy is taken to be that of each resource, so it may not be about just any. */
  private SimulatedPolicy ofResource() {
    if (resourcePolicy == null) {
      return null;
    }
    if (callerArn == null) {
      throw IamError.INVALID_INPUT.because("Invalid caller - Caller cannot be null or empty.");
    }
    if (!namesResources()) {
      throw IamError.INVALID_INPUT.because(
          "Invalid Entity Arn: * does not clearly define entity type and name.");
    }
    SimulatedPolicy policy =
        SimulatedPolicy.sent(
            "ResourcePolicy",
            SimulatedPolicy.RESOURCE,
            "Resource policy",
            resourcePolicy,
            PolicyKind.KEY);
    for (Statement statement : policy.document().statements()) {
      if (statement.resources().contains(ANY)) {
        requireArn(ANY);
      }
    }
    return policy;
  }

  private List<List<SimulatedPolicy>> serviceControls() {
    List<List<SimulatedPolicy>> levels = new ArrayList<>();
    for (OrderedOrganizationPolicyType level : controls) {
      int number = levels.size() + 1;
      if (level.serviceControlPolicyInputList().isEmpty()) {
        throw IamError.INVALID_INPUT.because(
            "Organization policy at index %d must contain at least one service control policy",
            number);
      }
      levels.add(SimulatedPolicy.sent(level.serviceControlPolicyInputList()));
    }
    return levels;
  }
}
