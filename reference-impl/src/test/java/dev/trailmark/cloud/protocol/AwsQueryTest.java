package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class AwsQueryTest {
  private final Codec sts = Model.STS.codec();
  private final Codec iam = Model.IAM.codec();

  @Test
  void aRequestIsReadFromItsForm() {
    AssumeRoleRequest input =
        decode(
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aa&RoleSessionName=a+b"
                + "&DurationSeconds=900&Tags.member.1.Key=k&Tags.member.1.Value="
                + "&Tags.member.2.Key=l&TransitiveTagKeys=&Unknown=1");

    assertThat(input.roleArn()).isEqualTo("arn:a");
    assertThat(input.roleSessionName()).isEqualTo("a b");
    assertThat(input.durationSeconds()).isEqualTo(900);
    assertThat(input.tags()).hasSize(2);
    assertThat(input.tags().get(0).value()).isEmpty();
    assertThat(input.tags().get(1).value()).isNull();
    assertThat(input.hasTransitiveTagKeys()).isTrue();
    assertThat(input.transitiveTagKeys()).isEqualTo(List.of());
  }

  @Test
  void aNumberThatIsNoneIsMalformedInput() {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode("Version=2011-06-15&DurationSeconds=long"))
        .satisfies(error -> assertThat(error.code()).isEqualTo("MalformedInput"));
  }

  @Test
  void anotherVersionDoesNotHaveTheOperation() {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode("Version=2010-05-08"))
        .withMessage("Could not find operation AssumeRole for version 2010-05-08");
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode(""))
        .withMessage("Could not find operation AssumeRole for version NO_VERSION_SPECIFIED");
  }

  @Test
  void aResponseWrapsItsResult() {
    GetCallerIdentityResponse output =
        GetCallerIdentityResponse.builder()
            .userId("111122223333")
            .account("111122223333")
            .arn("arn:aws:iam::111122223333:root")
            .build();

    WireResponse response =
        sts.encode(
            Model.row("GetCallerIdentity", GetCallerIdentityRequest.class), output, Model.call());

    assertThat(response.headers().first("content-type")).isEqualTo("text/xml");
    assertThat(response.headers().first("x-amzn-requestid")).isEqualTo("request-id");
    assertThat(text(response))
        .isEqualTo(
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetCallerIdentityResult>
                <UserId>111122223333</UserId>
                <Account>111122223333</Account>
                <Arn>arn:aws:iam::111122223333:root</Arn>
              </GetCallerIdentityResult>
              <ResponseMetadata>
                <RequestId>request-id</RequestId>
              </ResponseMetadata>
            </GetCallerIdentityResponse>
            """);
  }

  @Test
  void aResponseWithoutOutputHasNoResult() {
    assertThat(
            text(
                iam.encode(
                    Model.row("DeleteUser", DeleteUserRequest.class),
                    DeleteUserResponse.builder().build(),
                    Model.call())))
        .isEqualTo(
            """
            <DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <ResponseMetadata>
                <RequestId>request-id</RequestId>
              </ResponseMetadata>
            </DeleteUserResponse>
            """);
  }

  @Test
  void aResultThatIsThereThoughEmptyIsWritten() {
    Operation<UpdateRoleRequest, UpdateRoleResponse> row =
        Operation.<UpdateRoleRequest, UpdateRoleResponse>of(
                "UpdateRole", UpdateRoleRequest::builder, (call, input) -> null)
            .open()
            .root("UpdateRoleResult")
            .build();

    assertThat(text(iam.encode(row, UpdateRoleResponse.builder().build(), Model.call())))
        .contains(
            "<UpdateRoleResponse ", "<UpdateRoleResult/>", "<RequestId>request-id</RequestId>");
  }

  @Test
  void listsHaveMembersAndEmptyListsAnEmptyElement() {
    ListAccessKeysResponse one =
        ListAccessKeysResponse.builder()
            .accessKeyMetadata(
                AccessKeyMetadata.builder()
                    .userName("u<")
                    .createDate(Instant.parse("2026-01-07T13:00:00.123Z"))
                    .build())
            .build();
    ListAccessKeysResponse none =
        ListAccessKeysResponse.builder().accessKeyMetadata(List.of()).build();

    assertThat(text(encode(one)))
        .contains(
            """
                <AccessKeyMetadata>
                  <member>
                    <UserName>u&lt;</UserName>
                    <CreateDate>2026-01-07T13:00:00Z</CreateDate>
                  </member>
                </AccessKeyMetadata>
            """);
    assertThat(text(encode(none))).contains("    <AccessKeyMetadata/>\n");
  }

  @Test
  void anErrorSaysWhoseFaultItIs() {
    WireResponse response =
        iam.error(new ServiceException("NoSuchEntity", 404, "gone"), "RID", null, false);

    assertThat(response.status()).isEqualTo(404);
    assertThat(text(response))
        .isEqualTo(
            """
            <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <Error>
                <Type>Sender</Type>
                <Code>NoSuchEntity</Code>
                <Message>gone</Message>
              </Error>
              <RequestId>RID</RequestId>
            </ErrorResponse>
            """);
  }

  private WireResponse encode(ListAccessKeysResponse output) {
    return iam.encode(
        Model.row("ListAccessKeys", ListAccessKeysRequest.class), output, Model.call());
  }

  private AssumeRoleRequest decode(String form) {
    Route route = new Route("sts", "AssumeRole", null, null, FormText.parameters(form));
    return (AssumeRoleRequest)
        sts.decode(Model.row("AssumeRole", AssumeRoleRequest.class), null, new byte[0], route);
  }

  private static String text(WireResponse response) {
    return new String(response.body().inMemory(), StandardCharsets.UTF_8);
  }
}
