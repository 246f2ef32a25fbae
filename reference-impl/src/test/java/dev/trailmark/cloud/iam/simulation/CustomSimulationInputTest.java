package dev.trailmark.cloud.iam.simulation;

import static dev.trailmark.cloud.iam.simulation.CustomSimulation.entry;
import static dev.trailmark.cloud.iam.simulation.CustomSimulation.policy;
import static dev.trailmark.cloud.iam.simulation.CustomSimulation.resourcePolicy;
import static dev.trailmark.cloud.iam.simulation.CustomSimulation.statement;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input that SimulateCustomPolicy refuses, and how AWS was seen to say so. */
class CustomSimulationInputTest {
  private static final String ALLOW = policy(statement("Allow", "s3:GetObject", "*"));
  private static final String A = "arn:aws:s3:::pictures/a";
  private static final String ALICE = "arn:aws:iam::111122223333:user/team/alice";
  private static final String TO_ALICE = resourcePolicy("Allow", ALICE);

  @AutoClose private final CustomSimulation simulation = new CustomSimulation();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric | abc | Invalid context value for key my:key: expected numeric format.
          date | tomorrow | Invalid context value for key my:key: expected DateTime format.
          ip | 999.0.0.1 | Invalid context value for key my:key: expected IP address.
          binary | !base64 | Invalid context value for key my:key: expected base-64 encoded binary format.
          string | a,b | Context key string expected a single value, but received 2.
          """)
  void contextValuesMustBeOfTheirType(String type, String values, String message) {
    simulation
        .fails(
            "InvalidInput",
            r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", type, values.split(","))))
        .hasMessageContaining(message);
  }

  @Test
  void contextEntriesAreChecked() {
    simulation
        .fails(
            "InvalidInput",
            r ->
                r.policyInputList(ALLOW)
                    .contextEntries(entry("my:key", "string", "a"), entry("MY:KEY", "string", "b")))
        .hasMessageContaining("Duplicate context key: MY:KEY.");
    simulation
        .fails(
            "InvalidInput",
            r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", null, "a")))
        .hasMessageContaining("Context key my:key has invalid type null.");
    simulation
        .fails(
            "InvalidInput", r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", "string")))
        .hasMessageContaining("Context values for context key my:key cannot be null or empty.");
    simulation
        .fails(
            "ValidationError",
            r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", "unknown", "a")))
        .hasMessageContaining(
            "1 validation error detected: Value at 'contextEntries.1.member.contextKeyType' failed"
                + " to satisfy constraint: Member must satisfy enum value set: [binary, ipList,"
                + " booleanList, ip, boolean, numericList, dateList, numeric, date, stringList,"
                + " string, binaryList]");
  }

  @Test
  void inputThatMeansNothingIsRefusedInAwssWords() {
    simulation
        .fails("InvalidInput", r -> r.policyInputList(ALLOW, "{"))
        .hasMessageContaining("Policy input list item 2 has invalid content");
    simulation
        .fails("InvalidInput", r -> r.policyInputList(ALLOW).actionNames("GetObject"))
        .hasMessageContaining("The action is invalid since it is missing names");
    simulation
        .fails("InvalidInput", r -> r.policyInputList(ALLOW).resourceArns("pictures"))
        .hasMessageContaining("ResourceNames are not in a valid ARN format: pictures.");
    simulation
        .fails("InvalidInput", r -> r.permissionsBoundaryPolicyInputList(ALLOW, ALLOW))
        .hasMessageContaining("The list of Permissions Boundary policies cannot exceed 1 items.");
    simulation
        .fails("InvalidInput", r -> r.policyInputList(ALLOW).resourceOwner("111122223333"))
        .hasMessageContaining("'111122223333' is not a valid as a Resource Owner.");
    simulation
        .fails("InvalidInput", r -> r.resourcePolicy(TO_ALICE).resourceArns(A))
        .hasMessageContaining("Invalid caller - Caller cannot be null or empty.");
    simulation
        .fails("InvalidInput", r -> r.resourcePolicy(TO_ALICE).callerArn(ALICE))
        .hasMessageContaining(
            "Invalid Entity Arn: * does not clearly define entity type and name.");
    simulation
        .fails("InvalidInput", r -> r.callerArn("arn:aws:sts::111122223333:assumed-role/r/s"))
        .hasMessageContaining(
            "Invalid caller - Caller must be an IAM user, role or group in this context.");
    simulation
        .fails(
            "InvalidInput",
            r -> r.policyInputList(ALLOW).resourceArns(A).resourceHandlingOption("EC2-VPC-EBS"))
        .hasMessageContaining(
            "Invalid input resource handling options. Action does not support resource handling"
                + " options: s3:GetObject.");
  }
}
