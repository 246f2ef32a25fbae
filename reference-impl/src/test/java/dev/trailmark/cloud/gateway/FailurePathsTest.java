package dev.trailmark.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.ExpectedLog;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Whatever goes wrong, there is one answer in the service's style under the request's id, nothing
 * is changed, and the scope that was locked is free again.
 */
class FailurePathsTest {
  private static final Kind<Note> NOTES = new Kind<>("probe.note", Note.class);
  private static final String SCOPE = "probe";

  record Note(String text) {}

  @RegisterExtension final ExpectedLog log = ExpectedLog.of(Faults.class);
  @AutoClose private final Probe probe = new Probe();

  @Test
  void aCallThatSucceedsIsAnsweredOnceAndItsChangeIsSeen() {
    probe.service.put = (call, in) -> changed(call);

    assertThat(put().status()).isEqualTo(200);

    assertThat(note()).isEqualTo(new Note("changed"));
  }

  @Test
  void aHandlerThatRefusesAfterItsChangeLeavesNothingBehind() {
    assertRolledBack(
        () -> {
          throw new ServiceException("OperationAborted", 409, "A conflicting operation");
        },
        409,
        "OperationAborted");
  }

  @Test
  void aHandlerThatBreaksAfterItsChangeLeavesNothingBehind() {
    assertRolledBack(
        () -> {
          throw new IllegalStateException("secret detail");
        },
        500,
        "InternalError");
  }

  @Test
  void anOverflownStackLeavesNothingBehind() {
    assertRolledBack(FailurePathsTest::overflow, 500, "InternalError");
  }

  @Test
  void aHandlerWithoutAResponseLeavesNothingBehind() {
    assertRolledBack(() -> null, 500, "InternalError");
  }

  @Test
  void aResponseThatCannotBeWrittenLeavesNothingBehind() {
    probe.service.put =
        (call, in) -> {
          change(call);
          call.reply(new Unmeasurable());
          return PutObjectResponse.builder().build();
        };

    assertInternalErrorAndFree();
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesNothingBehind() {
    probe.service.put = (call, in) -> changed(call);
    probe.service.access = FailurePathsTest::publicAccess;
    probe.service.recorderBreaks = true;

    assertInternalErrorAndFree();
  }

  @Test
  void aBrokenRecordOfARefusalIsStillAnswered() {
    probe.service.access = FailurePathsTest::publicAccess;
    probe.service.recorderBreaks = true;
    probe.service.put =
        (call, in) -> {
          throw new ServiceException("NoSuchBucket", 404, "The specified bucket does not exist");
        };

    assertInternalError();
  }

  @Test
  void aChangeThatCannotBeStoredIsAnsweredWith503() {
    try (Probe unlucky = new Probe(new UnluckyStore())) {
      unlucky.service.put = (call, in) -> changed(call);

      assertError(only(unlucky.send("PUT", "/bucket/key", "")), 503, "ServiceUnavailable");
      assertThat(unlucky.store().state().get(NOTES, "one")).isNull();
    }
  }

  @Test
  void aServiceIsToldThatItsInnerCallCouldNotBeStored() {
    try (Probe unlucky = new Probe(new UnluckyStore())) {
      unlucky.service.put = (call, in) -> changed(call);
      unlucky.service.access = FailurePathsTest::publicAccess;
      ServiceCalls.Actor trail =
          new ServiceCalls.Actor(
              "cloudtrail.amazonaws.com", Probe.ACCOUNT, "us-east-1", "arn:aws:cloudtrail:::t");

      assertThatThrownBy(
              () ->
                  unlucky
                      .gateway()
                      .services()
                      .asService(
                          trail,
                          "s3",
                          "PutObject",
                          PutObjectRequest.builder().bucket("bucket").key("key").build(),
                          new byte[0]))
          .isInstanceOfSatisfying(
              ServiceException.class, e -> assertThat(e.status()).isEqualTo(503));
    }
  }

  @Test
  void anAccessStageThatBreaksIsAnswered() {
    probe.service.access =
        (call, in) -> {
          throw new IllegalArgumentException("secret detail");
        };

    assertInternalError();
  }

  @Test
  void aDeniedCallIsAnsweredByTheService() {
    probe.service.access = (call, in) -> List.of(AccessCheck.onAny("s3:PutObject", Probe.ACCOUNT));

    assertError(put(), 403, "AccessDenied");
  }

  @Test
  void aDiskThatCannotBeReadIsNotBlamedOnTheClient() {
    probe.service.put =
        (call, in) -> {
          throw new UncheckedIOException(new IOException("disk"));
        };

    assertInternalError();
  }

  @Test
  void anOperationThatIsNotThereAndAParameterThatIsNotHonouredAreNotImplemented() {
    assertError(only(probe.send("DELETE", "/bucket", "")), 501, "NotImplemented");
    assertError(
        only(probe.send("PUT", "/bucket/key", "", "x-amz-website-redirect-location", "/")),
        501,
        "NotImplemented");
  }

  @Test
  void aHeadThatFailsHasNoBody() {
    probe.service.head =
        (call, in) -> {
          throw new ServiceException("NoSuchKey", 404, "The specified key does not exist.");
        };

    WireResponse answer = only(probe.send("HEAD", "/bucket/key", ""));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().length()).isZero();
  }

  @Test
  void anErrorThatCannotBeWrittenIsStillAnswered() {
    probe.service.put =
        (call, in) -> {
          throw new ServiceException(null, 400, null);
        };

    assertThat(put().status()).isIn(400, 500);
  }

  /** A body that breaks as soon as an encoder looks at it. */
  private static final class Unmeasurable implements ResponseBody {
    @Override
    public long length() {
      throw new IllegalStateException("secret detail");
    }

    @Override
    public byte[] inMemory() {
      throw new IllegalStateException("secret detail");
    }

    @Override
    public void writeTo(OutputStream out) {
      throw new IllegalStateException("secret detail");
    }
  }

  private void assertRolledBack(Supplier<PutObjectResponse> rest, int status, String code) {
    probe.service.put =
        (call, in) -> {
          change(call);
          return rest.get();
        };

    assertError(put(), status, code);

    assertUnchangedAndFree();
  }

  private void assertInternalErrorAndFree() {
    assertInternalError();
    assertUnchangedAndFree();
  }

  private void assertInternalError() {
    assertError(put(), 500, "InternalError");
    assertThat(log.messages()).contains("a request could not be served");
  }

  /** Another thread gets the lock too: it was not merely left to its owner. */
  private void assertUnchangedAndFree() {
    assertThat(note()).isNull();
    probe.service.recorderBreaks = false;
    probe.service.put = (call, in) -> changed(call);
    assertThat(probe.workers.submit(() -> put().status()))
        .succeedsWithin(Duration.ofSeconds(20))
        .isEqualTo(200);
    assertThat(put().status()).isEqualTo(200);
    assertThat(note()).isEqualTo(new Note("changed"));
  }

  private WireResponse put() {
    return only(probe.send("PUT", "/bucket/key", "content"));
  }

  private static WireResponse only(List<WireResponse> answers) {
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  private static void assertError(WireResponse answer, int status, String code) {
    String text = new String(answer.body().inMemory(), StandardCharsets.UTF_8);
    assertThat(answer.status()).as(text).isEqualTo(status);
    assertThat(text)
        .contains("<Code>" + code + "</Code>")
        .contains("<RequestId>" + answer.headers().first("x-amz-request-id") + "</RequestId>")
        .contains("<HostId>" + answer.headers().first("x-amz-id-2") + "</HostId>")
        .doesNotContain("secret detail")
        .doesNotContain("Exception");
  }

  /** Everyone may; the bucket's owner gets the record. */
  private static List<AccessCheck> publicAccess(Call call, Object input) {
    return List.of(
        AccessCheck.on("s3:PutObject", "arn:aws:s3:::bucket/key", Probe.ACCOUNT)
            .under(null, Authority.RESOURCE_OR_IDENTITY)
            .withAcl(true));
  }

  private static PutObjectResponse changed(Call call) {
    change(call);
    return PutObjectResponse.builder().build();
  }

  private static void change(Call call) {
    call.update(
        SCOPE,
        transaction -> {
          transaction.put(NOTES, "one", new Note("changed"));
          return null;
        });
  }

  private Note note() {
    return probe.store().state().get(NOTES, "one");
  }

  private static PutObjectResponse overflow() {
    return overflow();
  }
}
