package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.Authentication;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.protocol.Codec;
import dev.trailmark.cloud.protocol.Route;
import dev.trailmark.cloud.wire.PostedForm;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** What the pipeline has found out about one request so far; each stage adds its part. */
final class Exchange {
  private final long arrivedAt = System.nanoTime();
  WireRequest request;
  final Responder responder;

  /** The form of an upload from a browser; {@code null} for every other request. */
  PostedForm form;

  Route route;
  Service service;
  Codec codec;
  Operation<SdkPojo, SdkPojo> operation;
  Authentication authentication;
  Call call;
  SdkPojo input;

  /** Why the request's document could not be read; {@code null} when it could, or had none. */
  ServiceException unreadable;

  SdkPojo output;
  ServiceException error;
  WireResponse response;

  /** Accounts whose resources the call concerns. */
  final Set<String> owners = new LinkedHashSet<>(2);

  Exchange(WireRequest request, Responder responder) {
    this.request = request;
    this.responder = responder;
  }

  boolean failed() {
    return error != null;
  }

  /** Real milliseconds since the request arrived. */
  long millis() {
    return Duration.ofNanos(System.nanoTime() - arrivedAt).toMillis();
  }

  boolean isHead() {
    return request != null && request.method().equals("HEAD");
  }
}
