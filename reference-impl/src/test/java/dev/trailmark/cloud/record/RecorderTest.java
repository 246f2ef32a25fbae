package dev.trailmark.cloud.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.kms.KmsService;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.S3Service;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.wire.WireRequest.TlsInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;

/** The members of a record that the pipeline writes for every service. */
class RecorderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "111122223333";
  private static final String OTHER = "444455556666";
  private static final String ROLE_ARN = "arn:aws:iam::111122223333:role/LabUserRole";
  private static final Instant TIME = Instant.parse("2025-10-27T00:16:57.987Z");
  private static final Session SESSION =
      new Session(
          Instant.parse("2025-10-27T00:00:01.5Z"),
          TIME.plusSeconds(3600),
          false,
          List.of(),
          Map.of());
  private static final Principal ROLE =
      Principal.assumedRole(
          ACCOUNT, ROLE_ARN, "AROAEXAMPLE", "LabUserRole", "lab-session", "ASIAEXAMPLE", SESSION);
  private static final Principal USER =
      Principal.user(
          ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDAEXAMPLE", "alice", "AKIAEXAMPLE");

  private final Ids ids = new Ids();
  private final Recorder recorder = new Recorder(ids);

  @Test
  void membersStandInTheOrderInWhichAwsWritesThem() {
    Call call = call(direct(ROLE, new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256")));
    call.trail().resource("AWS::KMS::Key", "arn:aws:kms:us-east-1:111122223333:key/k", ACCOUNT);

    JsonNode record = only(call, refused("AccessDeniedException", "no"), List.of(ACCOUNT));

    assertThat(record.fieldNames())
        .toIterable()
        .containsExactly(
            "eventVersion",
            "userIdentity",
            "eventTime",
            "eventSource",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "errorCode",
            "errorMessage",
            "requestParameters",
            "responseElements",
            "requestID",
            "eventID",
            "readOnly",
            "resources",
            "eventType",
            "managementEvent",
            "recipientAccountId",
            "eventCategory",
            "tlsDetails");
    assertThat(record.get("eventTime").textValue()).isEqualTo("2025-10-27T00:16:57Z");
    assertThat(record.get("errorCode").textValue()).isEqualTo("AccessDenied");
    assertThat(record.get("requestParameters").toString()).isEqualTo("{\"keyId\":\"k\"}");
    assertThat(record.get("responseElements").isNull()).isTrue();
    assertThat(record.get("tlsDetails").toString())
        .isEqualTo(
            "{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\","
                + "\"clientProvidedHostHeader\":\"kms.us-east-1.amazonaws.com\"}");
  }

  @Test
  void aRequestThatCouldNotBeDecodedHasNoParameters() {
    Call call = call(direct(USER, null));

    JsonNode record =
        single(
            recorder.record(
                occurrence(call, new KmsService(), "DisableKey", null, refused("X", "m"))));

    assertThat(record.get("requestParameters").isNull()).isTrue();
    assertThat(record.has("tlsDetails")).isFalse();
    assertThat(record.has("resources")).isFalse();
  }

  @Test
  void rootHasNoUserName() {
    assertThat(identity(direct(Principal.root(ACCOUNT, "AKIAROOT"), null), ACCOUNT))
        .isEqualTo(
            "{'type':'Root','principalId':'111122223333',"
                + "'arn':'arn:aws:iam::111122223333:root','accountId':'111122223333',"
                + "'accessKeyId':'AKIAROOT'}");
  }

  @Test
  void aUserIsNamed() {
    assertThat(identity(direct(USER, null), ACCOUNT))
        .isEqualTo(
            "{'type':'IAMUser','principalId':'AIDAEXAMPLE',"
                + "'arn':'arn:aws:iam::111122223333:user/alice','accountId':'111122223333',"
                + "'accessKeyId':'AKIAEXAMPLE','userName':'alice'}");
  }

  @Test
  void aUsersSessionSaysWhenItBeganButHasNoIssuer() {
    assertThat(identity(direct(USER.inSession("ASIAUSER", SESSION), null), ACCOUNT))
        .isEqualTo(
            "{'type':'IAMUser','principalId':'AIDAEXAMPLE',"
                + "'arn':'arn:aws:iam::111122223333:user/alice','accountId':'111122223333',"
                + "'accessKeyId':'ASIAUSER','userName':'alice','sessionContext':{'attributes':"
                + "{'creationDate':'2025-10-27T00:00:01Z','mfaAuthenticated':'false'}}}");
  }

  @Test
  void aRolesSessionNamesTheRoleThatIssuedIt() {
    assertThat(identity(direct(ROLE, null), ACCOUNT))
        .isEqualTo(
            "{'type':'AssumedRole','principalId':'AROAEXAMPLE:lab-session',"
                + "'arn':'arn:aws:sts::111122223333:assumed-role/LabUserRole/lab-session',"
                + "'accountId':'111122223333','accessKeyId':'ASIAEXAMPLE','sessionContext':"
                + "{'sessionIssuer':{'type':'Role','principalId':'AROAEXAMPLE',"
                + "'arn':'arn:aws:iam::111122223333:role/LabUserRole',"
                + "'accountId':'111122223333','userName':'LabUserRole'},'attributes':"
                + "{'creationDate':'2025-10-27T00:00:01Z','mfaAuthenticated':'false'}}}");
  }

  @Test
  void aFederatedUsersSessionNamesTheUserThatIssuedIt() {
    assertThat(identity(direct(federated(USER), null), ACCOUNT))
        .isEqualTo(
            "{'type':'FederatedUser','principalId':'111122223333:bob',"
                + "'arn':'arn:aws:sts::111122223333:federated-user/bob',"
                + "'accountId':'111122223333','accessKeyId':'ASIABOB','sessionContext':"
                + "{'sessionIssuer':{'type':'IAMUser','principalId':'AIDAEXAMPLE',"
                + "'arn':'arn:aws:iam::111122223333:user/alice',"
                + "'accountId':'111122223333','userName':'alice'},'webIdFederationData':{},"
                + "'attributes':{'creationDate':'2025-10-27T00:00:01Z',"
                + "'mfaAuthenticated':'false'}}}");
    assertThat(identity(direct(federated(Principal.root(ACCOUNT, "AKIAROOT")), null), ACCOUNT))
        .contains(
            "'sessionIssuer':{'type':'Root','principalId':'111122223333',"
                + "'arn':'arn:aws:iam::111122223333:root','accountId':'111122223333'}");
  }

  private static Principal federated(Principal creator) {
    return Principal.federatedUser(creator, "bob", "ASIABOB", SESSION);
  }

  @Test
  void aSourceIdentityStandsAfterTheSessionsAttributes() {
    Session session =
        new Session(
            SESSION.issuedAt(),
            SESSION.expiresAt(),
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            "ada");

    assertThat(identity(direct(USER.inSession("ASIAUSER", session), null), ACCOUNT))
        .endsWith("'mfaAuthenticated':'false'},'sourceIdentity':'ada'}}");
  }

  @Test
  void aCallMadeForSomeoneNamesBoth() {
    assertThat(identity(direct(USER, null).through("AWS Internal"), ACCOUNT))
        .contains("'userName':'alice'")
        .endsWith(",'invokedBy':'AWS Internal'}");
  }

  @Test
  void aServiceIsNamedByInvokedByAlone() {
    String name = "cloudtrail.amazonaws.com";
    Caller service = new Caller(Principal.service(name), null, null, name, null, null, null, null);

    assertThat(identity(service, ACCOUNT))
        .isEqualTo("{'type':'AWSService','invokedBy':'cloudtrail.amazonaws.com'}");
    JsonNode record = only(call(service), null, List.of(ACCOUNT));
    assertThat(record.get("sourceIPAddress").textValue()).isEqualTo(name);
    assertThat(record.get("userAgent").textValue()).isEqualTo(name);
    assertThat(record.has("sharedEventID")).isTrue();
  }

  @Test
  void nobodyIsAnAnonymousAccount() {
    assertThat(identity(direct(Principal.anonymous(), null), ACCOUNT))
        .isEqualTo("{'type':'AWSAccount','principalId':'','accountId':'anonymous'}");
  }

  @Test
  void anotherAccountLearnsOfACallerOnlyIdAndAccount() {
    assertThat(identity(direct(ROLE, null), OTHER))
        .isEqualTo(
            "{'type':'AWSAccount','principalId':'AROAEXAMPLE:lab-session',"
                + "'accountId':'111122223333'}");
  }

  @Test
  void recordsInTwoAccountsShareAnIdAndNothingElse() {
    List<Event> events = events(call(direct(ROLE, null)), null, List.of(ACCOUNT, OTHER));

    JsonNode own = json(events.get(0));
    JsonNode others = json(events.get(1));
    assertThat(own.get("sharedEventID")).isNotNull().isEqualTo(others.get("sharedEventID"));
    assertThat(own.get("eventID")).isNotEqualTo(others.get("eventID"));
    assertThat(own.get("recipientAccountId").textValue()).isEqualTo(ACCOUNT);
    assertThat(others.get("recipientAccountId").textValue()).isEqualTo(OTHER);
    assertThat(events.get(1).accountId()).isEqualTo(OTHER);
  }

  @Test
  void aCallThatStaysInItsAccountSharesNothing() {
    assertThat(only(call(direct(ROLE, null)), null, List.of(ACCOUNT)).has("sharedEventID"))
        .isFalse();
  }

  @Test
  void aCallThatConcernsNoAccountIsNotRecorded() {
    assertThat(events(call(direct(Principal.anonymous(), null)), null, List.of())).isEmpty();
  }

  @Test
  void s3BracketsTheUserAgentAndOthersDoNot() {
    JsonNode kms = only(call(direct(USER, null)), null, List.of(ACCOUNT));
    JsonNode s3 =
        single(
            recorder.record(
                occurrence(call(direct(USER, null)), new S3Service(), "ListBuckets", null, null)));

    assertThat(kms.get("userAgent").textValue()).isEqualTo("aws-cli/2");
    assertThat(s3.get("userAgent").textValue()).isEqualTo("[aws-cli/2]");
  }

  @Test
  void aLongErrorMessageIsCutButNotWithinACharacter() {
    String face = "\uD83D\uDE00";

    JsonNode record =
        only(
            call(direct(USER, null)),
            refused("ValidationException", "x".repeat(1023) + face),
            List.of(ACCOUNT));

    assertThat(record.get("errorMessage").textValue()).isEqualTo("x".repeat(1023));
  }

  private String identity(Caller caller, String recipient) {
    return only(call(caller), null, List.of(recipient))
        .get("userIdentity")
        .toString()
        .replace('"', '\'');
  }

  private JsonNode only(Call call, ServiceException error, List<String> recipients) {
    return single(events(call, error, recipients));
  }

  private List<Event> events(Call call, ServiceException error, List<String> recipients) {
    Occurrence occurrence =
        occurrence(
            call,
            new KmsService(),
            "DisableKey",
            DisableKeyRequest.builder().keyId("k").build(),
            error);
    return recorder.record(
        new Occurrence(
            call,
            occurrence.service(),
            occurrence.operation(),
            occurrence.input(),
            null,
            error,
            recipients,
            0));
  }

  private static Occurrence occurrence(
      Call call, Service service, String operation, SdkPojo input, ServiceException error) {
    return new Occurrence(
        call,
        service,
        service.operations().stream()
            .filter(row -> row.name().equals(operation))
            .findFirst()
            .orElseThrow(),
        input,
        null,
        error,
        List.of(ACCOUNT),
        0);
  }

  private Call call(Caller caller) {
    Call.Surroundings surroundings = new Call.Surroundings(null, ids, null, null, null);
    return new Call(surroundings, caller, "us-east-1", TIME, ids.uuid(), null, null);
  }

  private static Caller direct(Principal principal, TlsInfo tls) {
    return new Caller(
        principal,
        "SigV4",
        "AuthHeader",
        null,
        "192.0.2.1",
        "aws-cli/2",
        "kms.us-east-1.amazonaws.com",
        tls);
  }

  private static ServiceException refused(String code, String message) {
    return new ServiceException(code, 400, message);
  }

  private static JsonNode single(List<Event> events) {
    assertThat(events).hasSize(1);
    return json(events.get(0));
  }

  private static JsonNode json(Event event) {
    try {
      return JSON.readTree(event.record());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
