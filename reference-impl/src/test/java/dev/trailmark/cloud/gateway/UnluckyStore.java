package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.store.StoreInFront;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.store.Transaction;
import java.util.function.Function;

/** A store whose disk fails every commit. */
final class UnluckyStore extends StoreInFront {
  UnluckyStore() {
    super(Stores.inMemory());
  }

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    return failing(super.stage(scope, change));
  }
}
