package dev.trailmark.interop;

import java.util.function.Supplier;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** What the SDK's asynchronous clients can speak HTTP with. */
enum AsyncHttp {
  NETTY(NettyNioAsyncHttpClient::create),
  /** The common runtime, in native code. */
  CRT(AwsCrtAsyncHttpClient::create);

  private final Supplier<SdkAsyncHttpClient> made;

  AsyncHttp(Supplier<SdkAsyncHttpClient> made) {
    this.made = made;
  }

  /** A new one, which whoever takes it closes. */
  SdkAsyncHttpClient client() {
    return made.get();
  }
}
