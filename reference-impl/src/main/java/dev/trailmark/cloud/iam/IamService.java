package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.iam.accesskey.AccessKeyTable;
import dev.trailmark.cloud.iam.account.AccountTable;
import dev.trailmark.cloud.iam.boundary.BoundaryTable;
import dev.trailmark.cloud.iam.group.GroupTable;
import dev.trailmark.cloud.iam.login.LoginTable;
import dev.trailmark.cloud.iam.managed.ManagedPolicyTable;
import dev.trailmark.cloud.iam.policy.GroupPolicyTable;
import dev.trailmark.cloud.iam.policy.RolePolicyTable;
import dev.trailmark.cloud.iam.policy.UserPolicyTable;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.role.RoleTable;
import dev.trailmark.cloud.iam.role.ServiceLinkedRoleTable;
import dev.trailmark.cloud.iam.simulation.SimulationTable;
import dev.trailmark.cloud.iam.user.UserTable;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.store.State;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** IAM, a global service that answers in us-east-1. Its table is in parts by subject. */
public final class IamService implements Service {
  private final List<Operation<?, ?>> operations;

  /** IAM as a simulator has it. */
  public IamService() {
    this(LoginTable.ITERATIONS);
  }

  /** With passwords that are hashed less often, for tests of everything else. */
  IamService(int passwordIterations) {
    operations =
        Stream.of(
                UserTable.rows(),
                AccessKeyTable.rows(),
                GroupTable.rows(),
                LoginTable.rows(passwordIterations),
                RoleTable.rows(),
                ServiceLinkedRoleTable.rows(),
                AccountTable.rows(),
                UserPolicyTable.rows(),
                GroupPolicyTable.rows(),
                RolePolicyTable.rows(),
                ManagedPolicyTable.rows(),
                BoundaryTable.rows(),
                SimulationTable.rows())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String name() {
    return "iam";
  }

  @Override
  public Protocol protocol() {
    return Protocol.query("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/");
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return operations;
  }

  /** The SDK writes acronyms in its own way: CreateSamlProvider for CreateSAMLProvider. */
  @Override
  public Collection<String> modelled() {
    return SdkModel.operationsOf(IamClient.class);
  }

  @Override
  public String expectedRegion(State state, String resource, String signed) {
    return "us-east-1".equals(signed) ? null : "us-east-1";
  }

  @Override
  public String recordedCode(String code) {
    return IamError.recorded(code);
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return IamError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: %s on resource: %s %s",
        call.caller().principal().arn(),
        check.action(),
        ResourceNames.of(call, check),
        decision.reason(check.action()));
  }

  @Override
  public ServiceException invalid(String message) {
    return IamError.VALIDATION_ERROR.because("%s", message);
  }
}
