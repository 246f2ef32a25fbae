package dev.trailmark.cloud.iam.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.OrderedOrganizationPolicyType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;

/** Asks SimulateCustomPolicy, as the root user of an account that has nothing else. */
final class CustomSimulation implements AutoCloseable {
  private final IamKit kit = new IamKit();
  private final IamClient root;

  CustomSimulation() {
    Account account = kit.accounts().create("111122223333", "class", null, null, null, null);
    root = kit.iam(IamKit.root(account));
  }

  @Override
  public void close() {
    kit.close();
  }

  /** The SDK's builder with shorter names for what the tests set. */
  static final class Request {
    private final SimulateCustomPolicyRequest.Builder builder =
        SimulateCustomPolicyRequest.builder().actionNames("s3:GetObject");

    Request policyInputList(String... policies) {
      return policyInputList(List.of(policies));
    }

    Request policyInputList(List<String> policies) {
      builder.policyInputList(policies);
      return this;
    }

    Request permissionsBoundaryPolicyInputList(String... policies) {
      builder.permissionsBoundaryPolicyInputList(policies);
      return this;
    }

    /** One policy for each level. */
    Request scps(String... levels) {
      builder.orderedOrganizationPolicyInputList(
          Arrays.stream(levels)
              .map(
                  policy ->
                      OrderedOrganizationPolicyType.builder()
                          .serviceControlPolicyInputList(policy)
                          .build())
              .toList());
      return this;
    }

    Request actionNames(String... names) {
      builder.actionNames(names);
      return this;
    }

    Request resourceArns(String... arns) {
      builder.resourceArns(arns);
      return this;
    }

    Request resourcePolicy(String policy) {
      builder.resourcePolicy(policy);
      return this;
    }

    Request resourceOwner(String owner) {
      builder.resourceOwner(owner);
      return this;
    }

    Request callerArn(String arn) {
      builder.callerArn(arn);
      return this;
    }

    Request contextEntries(ContextEntry... entries) {
      builder.contextEntries(entries);
      return this;
    }

    Request resourceHandlingOption(String option) {
      builder.resourceHandlingOption(option);
      return this;
    }

    Request maxItems(int number) {
      builder.maxItems(number);
      return this;
    }

    Request marker(String marker) {
      builder.marker(marker);
      return this;
    }
  }

  SimulateCustomPolicyResponse simulate(Consumer<Request> filling) {
    Request request = new Request();
    filling.accept(request);
    return root.simulateCustomPolicy(request.builder.build());
  }

  EvaluationResult one(Consumer<Request> filling) {
    List<EvaluationResult> results = simulate(filling).evaluationResults();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  AbstractThrowableAssert<?, ?> fails(String code, Consumer<Request> filling) {
    return assertThatThrownBy(() -> simulate(filling))
        .isInstanceOfSatisfying(
            IamException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(400);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  static ContextEntry entry(String name, String type, String... values) {
    return ContextEntry.builder()
        .contextKeyName(name)
        .contextKeyType(type)
        .contextKeyValues(values)
        .build();
  }

  static String statement(String effect, String action, String resource) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(effect, action, resource);
  }

  static String policy(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
  }

  static String resourcePolicy(String effect, String principal) {
    return policy(
        "{\"Effect\":\"%s\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::pictures/*\","
                .formatted(effect)
            + "\"Principal\":{\"AWS\":\"%s\"}}".formatted(principal));
  }
}
