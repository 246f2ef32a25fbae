package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.operation.AuthorizationMessages;
import dev.trailmark.cloud.operation.Call;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageResponse;

/** DecodeAuthorizationMessage: opens what refusals of this simulator carry. */
final class RefusalMessages {
  private final AuthorizationMessages messages;

  /**
   * Opens messages.
   *
   * @param messages {@code null} when refusals carry none, so that none is valid
   */
  RefusalMessages(AuthorizationMessages messages) {
    this.messages = messages;
  }

  DecodeAuthorizationMessageResponse decode(Call call, DecodeAuthorizationMessageRequest request) {
    String decoded =
        messages == null ? null : messages.decode(call.accountId(), request.encodedMessage());
    if (decoded == null) {
      throw StsError.INVALID_AUTHORIZATION_MESSAGE.fail();
    }
    return DecodeAuthorizationMessageResponse.builder().decodedMessage(decoded).build();
  }
}
