package dev.trailmark.cloud.s3.tiering;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.store.State;
import java.time.Instant;
import java.util.List;

/**
 * Moves objects of Intelligent-Tiering to the archive tiers that their bucket's configurations
 * name. The tiers that can be read at once (Frequent Access to Archive Instant Access) differ in
 * price only and are not told apart.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html">How
 *     S3 Intelligent-Tiering works</a>
 */
public final class ArchiveTiers implements S3Family {
  private final AccessNotes notes = new AccessNotes();
  private final Upkeep upkeep;

  /** The family, whose configurations are kept by that codec. */
  public ArchiveTiers(DocumentCodec codec) {
    this.upkeep = new TieringUpkeep(notes, codec);
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return List.of();
  }

  @Override
  public void accessed(State state, ObjectRecord object, Instant now) {
    notes.note(state, object, now);
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }
}
