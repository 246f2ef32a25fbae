package dev.trailmark.interop;

import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** What the SDK's synchronous clients can speak HTTP with. */
enum SyncHttp {
  /** The SDK's own choice; asks before it sends a large body ({@code Expect: 100-continue}). */
  APACHE(Apache5HttpClient::create),
  URL_CONNECTION(UrlConnectionHttpClient::create),
  /** The common runtime, in native code. */
  CRT(AwsCrtHttpClient::create);

  private final Supplier<SdkHttpClient> made;

  SyncHttp(Supplier<SdkHttpClient> made) {
    this.made = made;
  }

  /** A new one, which whoever takes it closes. */
  SdkHttpClient client() {
    return made.get();
  }
}
